import { isDenied } from "../permissions";

/** What is wrong, and the command or the deed that mends it. */
export interface Problem {
    what: string;
    mend: string;
}

/** What a check came to; undefined if there is nothing to check. */
export type Verdict = { ok: string } | { problems: Problem[] } | undefined;

export interface Check {
    /** The hop, or the part of it, in a few words. */
    name: string;
    look(): Promise<Verdict>;
}

export interface Result {
    check: string;
    state: "ok" | "problem" | "skipped";
    says: string;
    mend: string[];
}

/** Ends a check that cannot be made. */
class Skip extends Error {}
/** Because the caller may not. */
class Denied extends Skip {}

/** What brings back whatever was changed behind Pulumi's back. */
export const refresh = "pulumi up --refresh";

export const ok = (says: string): Verdict => ({ ok: says });
export const problem = (what: string, mend: string): Verdict => ({ problems: [{ what, mend }] });

/** @returns What is wrong, or if nothing is, that all is well. */
export function unless(problems: (Problem | false | undefined)[], says: string): Verdict {
    const found = problems.filter((one): one is Problem => typeof one === "object");
    return found.length > 0 ? { problems: found } : ok(says);
}

/** @param needs The action and what it has to be allowed on, for a caller that is refused. */
export async function ask<T>(needs: string, call: Promise<T>): Promise<T> {
    try {
        return await call;
    } catch (error) {
        throw isDenied(error) ? new Denied(`needs ${needs}`) : error;
    }
}

/** As `ask`, of what may be gone. @param absent How AWS says that it is. */
export async function find<T>(needs: string, call: Promise<T>, absent: RegExp): Promise<T | undefined> {
    return ask(needs, call).catch((error: unknown) => {
        if (error instanceof Error && absent.test(error.name)) return undefined;
        throw error;
    });
}

/** Who may not see a thing may see what belongs to it: then it is taken to be there, as `instead`. */
export async function unlessDenied<T>(found: Promise<T>, instead: T): Promise<T> {
    return found.catch((error: unknown) => {
        if (error instanceof Denied) return instead;
        throw error;
    });
}

/** What another check reports as gone is not reported twice. */
export function present<T>(found: T | undefined, missing: string): T {
    if (found === undefined) throw new Skip(missing);
    return found;
}

/** Asks once, however many checks look at the answer. */
export function once<T>(call: () => Promise<T>): () => Promise<T> {
    let answer: Promise<T> | undefined;
    return () => (answer ??= call());
}

/** Makes every check, whatever the others come to. */
export async function examine(checks: readonly Check[]): Promise<Result[]> {
    const results = await Promise.all(checks.map(examineOne));
    return results.filter((result) => result !== undefined);
}

async function examineOne(check: Check): Promise<Result | undefined> {
    const result = (state: Result["state"], says: string, ...mend: string[]) => ({
        ...{ check: check.name, state, says, mend },
    });
    try {
        const verdict = await check.look();
        if (verdict === undefined) return undefined;
        if ("ok" in verdict) return result("ok", verdict.ok);
        const { problems } = verdict;
        return result(
            "problem",
            problems.map(({ what }) => what).join(" "),
            ...new Set(problems.map(({ mend }) => mend)),
        );
    } catch (error) {
        const { name, message } = error as Error;
        if (error instanceof Skip) return result("skipped", message);
        return result("problem", `Could not be asked: ${message} (${name}).`, "Run doctor again.");
    }
}
