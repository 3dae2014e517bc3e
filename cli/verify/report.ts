import { table } from "../table";
import type { Terminal } from "../terminal";
import type { Hops } from "./follow";

const head = ["destination", "queue empty", "found by SQL"];

/** Says how long each hop took, or where the event was last seen. @returns The exit code. */
export function report(
    id: string,
    hops: readonly Hops[],
    { json }: { json?: boolean },
    { print, columns }: Terminal,
): number {
    const isFound = hops.every(({ found }) => found !== undefined);
    if (json === true) {
        print(JSON.stringify({ id, found: isFound, hops }));
        return isFound ? 0 : 1;
    }
    const rows = hops.map(({ title, leftQueue, found }) => [
        title,
        after(leftQueue, "–"),
        after(found, "not found"),
    ]);
    print(table(head, rows, columns));
    for (const { title, lastSeen, next } of hops) {
        if (lastSeen === undefined) continue;
        print(`${title}: last seen ${lastSeen}. Run \`${next}\`.`);
    }
    return isFound ? 0 : 1;
}

function after(milliseconds: number | undefined, otherwise: string): string {
    return milliseconds === undefined ? otherwise : `after ${(milliseconds / 1000).toFixed(1)} s`;
}
