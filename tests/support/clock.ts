import { mock } from "node:test";
import { setImmediate as turn } from "node:timers/promises";

/** Milliseconds; as long as an invocation may take. */
const aMinute = 60_000;

/**
 * Runs `work` on a clock of its own, which moves on by a millisecond when there is nothing else to do: what takes time
 * takes as much of it on each machine, and waits for none.
 */
export async function onOwnClock<T>(work: () => Promise<T>): Promise<T> {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.now() });
    try {
        const running = work();
        let isDone = false;
        const done = () => (isDone = true);
        running.then(done, done);
        for (let passed = 0; passed <= aMinute; passed++) {
            await turn();
            if (isDone) return await running;
            mock.timers.tick(1);
        }
        throw new Error("Not done after a minute, though nothing was left to do but to wait.");
    } finally {
        mock.timers.reset();
    }
}
