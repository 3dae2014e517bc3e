import { gunzipSync, gzipSync } from "node:zlib";

/** Lines that are kept gzipped: a day may be larger than memory, and events are not left in files on this machine. */
export interface Spool {
    add(line: string): void;
    lines(): Iterable<string>;
}

const mostPending = 1_000_000;

export function createSpool(): Spool {
    const packed: Buffer[] = [];
    let pending: string[] = [];
    let size = 0;
    return {
        add(line) {
            pending.push(line);
            size += line.length;
            if (size < mostPending) return;
            packed.push(gzipSync(pending.join("\n"), { level: 1 }));
            [pending, size] = [[], 0];
        },
        *lines() {
            for (const part of packed) yield* gunzipSync(part).toString().split("\n");
            yield* pending;
        },
    };
}
