/** A property, as it is checked: the same cases at every commit, or many more, and others, by night. */
import fc, { type IRawProperty } from "fast-check";

/** How many times as many cases as at a commit; then they are others each time. A failure says its seed. */
const times = Number(process.env.PROPERTY_TIMES ?? 1);
const seed = times === 1 ? 20_261_121 : Date.now() % 0x7fffffff;

/** A test of mocha's: fails with the smallest case that was found. */
function holds<Ts>(name: string, runs: number, property: () => IRawProperty<Ts>): void {
    it(name, async function () {
        this.timeout(times * 60_000);
        await fc.assert(property(), { seed, numRuns: runs * times });
    });
}

export { holds, times };
