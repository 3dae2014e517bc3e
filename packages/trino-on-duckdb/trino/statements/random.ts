/** Draws that a seed repeats. */
export interface Draw {
    /** A whole number from 0, less than `below`. */
    readonly number: (below: number) => number;
    /** Whether something of this probability happens. */
    readonly chance: (probability: number) => boolean;
    readonly one: <T>(items: readonly T[]) => T;
    /** One of the items; what stands in the second half of them is rare. */
    readonly common: <T>(items: readonly T[]) => T;
    /** So many of the items, none of them twice, in any order. */
    readonly some: <T>(items: readonly T[], count: number) => T[];
}

/** Marsaglia's xorshift, spread by a multiplication: enough for drawing, and the same on every machine. */
export function drawOf(seed: number): Draw {
    let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
    function next(): number {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return (Math.imul(state, 0x2545f491) >>> 0) / 2 ** 32;
    }
    const number = (below: number): number => Math.floor(next() * below);
    return {
        number,
        chance: (probability) => next() < probability,
        one: (items) => items[number(items.length)],
        common: (items) => items[number(next() < 0.7 ? Math.ceil(items.length / 2) : items.length)],
        some: (items, count) => {
            const left = [...items];
            return Array.from(
                { length: Math.min(count, items.length) },
                () => left.splice(number(left.length), 1)[0],
            );
        },
    };
}
