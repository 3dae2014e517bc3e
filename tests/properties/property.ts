/** A property as the short and the long form run it. */
import fc, { type IRawProperty } from "fast-check";
import type { Made } from "./record";

/** Said of each event that was checked, with what became of it; `undefined` where it was none. */
type Seen = (body: string, made: Made | undefined) => void;

/** Said how many deliveries ended in which way. */
type Settled = (fate: "accepted" | "returned" | "dead-lettered", count: number) => void;

interface Said {
    seen: Seen;
    settled: Settled;
}

interface Runs {
    seed: number;
    numRuns: number;
}

interface Property {
    name: string;
    /** Its part of the long form's events. */
    share: number;
    /** Throws with the smallest case that was found, when the property does not hold. */
    check: (runs: Runs, said: Said) => Promise<void>;
}

/** `of` makes fast-check's property. */
function property<Ts>(
    name: string,
    share: number,
    of: (seen: Seen, settled: Settled) => IRawProperty<Ts>,
): Property {
    return {
        name,
        share,
        check: async (runs, { seen, settled }) => {
            await fc.assert(of(seen, settled), runs);
        },
    };
}

/** The short form is the same at every run: a red one is never a matter of luck. */
const shortSeed = 20_261_121;
const nobody: Said = { seen: () => undefined, settled: () => undefined };

function checkShortly({ check }: Property, numRuns: number, said = nobody): Promise<void> {
    return check({ seed: shortSeed, numRuns }, said);
}

export { checkShortly, property, type Property, type Seen, type Settled, type Said };
