import type { Progress } from "./answer";
import { inUnits } from "./costs";
import type { Terminal } from "./terminal";

/** Milliseconds between two lines about a query that runs. */
const between = 10_000;

/** Says of what takes long that it goes on. */
export function progressTo({ note }: Terminal, title: string, clock = Date.now): Progress {
    const begun = clock();
    let said = begun;
    return (bytes) => {
        const now = clock();
        if (now - said < between) return;
        said = now;
        note(`${title}: ${Math.round((now - begun) / 1000)} s, ${inUnits(bytes)} scanned so far …`);
    };
}
