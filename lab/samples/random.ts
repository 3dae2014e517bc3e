/** The same numbers for the same seed: 32 random bits a call. This is mulberry32, by Tommy Ettinger (public domain). */
export function createRandom(seed: number): () => number {
    let state = seed | 0;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return (mixed ^ (mixed >>> 14)) >>> 0;
    };
}

/** A UUID (version 4 by its look) whose last group is the index: two indices never give the same one. */
export function createUuid(index: number, random: () => number): string {
    const [first, second] = [hex(random(), 8), hex(random(), 8)];
    const third = hex(random(), 8);
    return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-8${third.slice(5)}-${hex(index, 12)}`;
}

function hex(value: number, digits: number): string {
    return value.toString(16).padStart(digits, "0");
}
