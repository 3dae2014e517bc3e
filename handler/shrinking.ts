import type { Scalars } from "./scalars";
import type { JsonObject } from "./types";

/** A string somewhere inside an object, and what it costs as JSON text. */
interface Leaf {
    owner: JsonObject;
    key: string;
    path: string;
    bytes: number;
}

/**
 * Shrinks an object to a size: first the longest strings are truncated, all to one length, then whole members go, the
 * largest first. Each truncation is noted by its path.
 */
const createShrinker = ({ prefix }: Scalars) => {
    /** Strings are not truncated below so many bytes: they would say too little. */
    const shortest = 128;

    function size(value: unknown): number {
        return Buffer.byteLength(JSON.stringify(value));
    }

    function collect(owner: JsonObject, path: string, leaves: Leaf[]): Leaf[] {
        for (const [key, value] of Object.entries(owner)) {
            const here = path + "." + key;
            if (typeof value === "string") leaves.push({ owner, key, path: here, bytes: size(value) - 2 });
            // Numbers, true, false and nothing have no entries.
            else collect(Object(value) as JsonObject, here, leaves);
        }
        return leaves;
    }

    /** The length to which the longest strings must come down to save `excess` bytes in all. */
    function commonLength(longestFirst: Leaf[], excess: number): number {
        let missing = excess;
        for (let count = 1; count <= longestFirst.length; count++) {
            const next = longestFirst[count]?.bytes ?? 0;
            const step = count * (longestFirst[count - 1].bytes - next);
            if (step >= missing) return next + Math.floor((step - missing) / count);
            missing -= step;
        }
        return 0;
    }

    /** Without an excess, the common length is that of the longest, or more: nothing is truncated. */
    function truncateStrings(value: JsonObject, excess: number, path: string, truncations: string[]): void {
        const leaves = collect(value, path, []).sort((a, b) => b.bytes - a.bytes);
        const length = Math.max(shortest, commonLength(leaves, excess));
        for (const leaf of leaves) {
            if (leaf.bytes <= length) return;
            leaf.owner[leaf.key] = prefix(leaf.owner[leaf.key] as string, length, true);
            truncations.push(leaf.path);
        }
    }

    function dropMembers(owner: JsonObject, excess: number, path: string, truncations: string[]): void {
        const members = Object.keys(owner)
            .map((key) => ({ key, bytes: size({ [key]: owner[key] }) - 1 }))
            .sort((a, b) => b.bytes - a.bytes);
        let missing = excess;
        for (const { key, bytes } of members) {
            if (missing <= 0) return;
            owner[key] = void 0;
            missing -= bytes;
            truncations.push(path + "." + key);
        }
    }

    /**
     * Truncates `value`, which stands at `path`, until its JSON text takes at most `most` bytes. As whole members go only
     * its own or, if `inner` names a member, that member's. False if that was not enough.
     */
    function shrink(
        value: JsonObject,
        most: number,
        path: string,
        inner: string,
        truncations: string[],
    ): boolean {
        const excess = () => size(value) - most;
        truncateStrings(value, excess(), path, truncations);
        if (inner === "") dropMembers(value, excess(), path, truncations);
        else dropMembers(value[inner] as JsonObject, excess(), path + "." + inner, truncations);
        return excess() <= 0;
    }

    return { shrink, size };
};

type Shrinker = ReturnType<typeof createShrinker>;

export { createShrinker };
export type { Shrinker };
