import { createContext, Script } from "node:vm";

/** Milliseconds for some 2,000 values; a pattern such as (a+)+$ would take years, and nothing else would run meanwhile. */
export const longest = 2000;

const context: { work: () => void } = { work: () => undefined };
createContext(context);
const script = new Script("work()");

/** Calls back, and has V8 end it if it takes too long. @throws Error with the code ERR_SCRIPT_EXECUTION_TIMEOUT */
export function inTime(work: () => void): void {
    context.work = work;
    script.runInContext(context, { timeout: longest });
}

export function isLate(error: unknown): boolean {
    return (error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
