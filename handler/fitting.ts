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
 * Holds an object to a size: first the longest strings are cut, all to one length, then whole members go, the
 * largest first. What was cut is noted by path.
 */
const createFitter = ({ prefix }: Scalars) => {
    /** Strings are not cut below so many bytes: they would say too little. */
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

    /** Where there is no excess, the common length is that of the longest, or more: nothing is cut. */
    function cutStrings(value: JsonObject, excess: number, path: string, cuts: string[]): void {
        const leaves = collect(value, path, []).sort((a, b) => b.bytes - a.bytes);
        const length = Math.max(shortest, commonLength(leaves, excess));
        for (const leaf of leaves) {
            if (leaf.bytes <= length) return;
            leaf.owner[leaf.key] = prefix(leaf.owner[leaf.key] as string, length, true);
            cuts.push(leaf.path);
        }
    }

    function dropMembers(owner: JsonObject, excess: number, path: string, cuts: string[]): void {
        const members = Object.keys(owner)
            .map((key) => ({ key, bytes: size({ [key]: owner[key] }) - 1 }))
            .sort((a, b) => b.bytes - a.bytes);
        let missing = excess;
        for (const { key, bytes } of members) {
            if (missing <= 0) return;
            owner[key] = void 0;
            missing -= bytes;
            cuts.push(path + "." + key);
        }
    }

    /**
     * Cuts `value`, which stands at `path`, until its JSON text takes at most `most` bytes. As whole members go only
     * its own or, where `inner` names a member, that member's. False when that was not enough.
     */
    function fit(value: JsonObject, most: number, path: string, inner: string, cuts: string[]): boolean {
        const excess = () => size(value) - most;
        cutStrings(value, excess(), path, cuts);
        if (inner === "") dropMembers(value, excess(), path, cuts);
        else dropMembers(value[inner] as JsonObject, excess(), path + "." + inner, cuts);
        return excess() <= 0;
    }

    return { fit };
};

type Fitter = ReturnType<typeof createFitter>;

export { createFitter };
export type { Fitter };
