/** Many faults, some at a time: most of the time a pipeline waits. */
import { runFault } from "./laboratory";
import type { Report, RunOptions } from "./laboratory";
import type { FaultCase, Mode } from "./types";

/** Pipelines at a time. */
const atATime = 4;

/** Runs each fault in each of its modes; `onReport` gets every report as it comes. Answers them in the order of the faults. */
export async function runFaults(
    faults: readonly FaultCase[],
    options: RunOptions & { modes: readonly Mode[] },
    onReport: (report: Report) => void = () => undefined,
): Promise<Report[]> {
    const runs = faults.flatMap((fault) =>
        options.modes.filter((mode) => fault.ends[mode] !== undefined).map((mode) => ({ fault, mode })),
    );
    const reports: Report[] = [];
    let next = 0;
    async function work(): Promise<void> {
        while (next < runs.length) {
            const index = next++;
            const { fault, mode } = runs[index];
            reports[index] = await runFault(fault, mode, options);
            onReport(reports[index]);
        }
    }
    await Promise.all(Array.from({ length: atATime }, work));
    return reports;
}
