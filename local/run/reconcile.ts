import { createScalars } from "../../handler/scalars";
import { readEnvironment } from "../../handler/environment";
import { createSelector } from "../../handler/selecting";
import type { Destination, Unit } from "../deploy/deployment";
import { limits } from "../../handler/limits";

const { toId, hash } = createScalars(limits.idLength);

interface Identified {
    id?: unknown;
    detail?: { uuid?: unknown };
}

/** The id under which an event is to be found in the lake. */
export function idOf(event: string): string {
    const { id, detail } = JSON.parse(event) as Identified;
    const text = (value: unknown) =>
        typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);
    const original = text(detail?.uuid) || text(id);
    return original === "" ? hash(event) : toId(original);
}

/** Which events a unit's function does not leave out: what it leaves out is in no destination. */
export function wantedBy({ function: { environment } }: Unit): (event: string) => boolean {
    if (environment.EVENT_TYPES === undefined) return () => true;
    const { isExcluded } = createSelector(readEnvironment(environment), { print: () => undefined });
    return (event) => !isExcluded(event);
}

/** What was put on the bus, less what is left out by its type, and where it is now, id by id. */
export interface Reconciliation {
    /** On the bus, and nowhere now. */
    lost: string[];
    /** In the lake, and never on the bus. */
    invented: string[];
    /** In the lake more often than it was on the bus. */
    repeated: string[];
    /** In the lake more than once, as often as it may have been on the bus. */
    severalRows: string[];
    stored: number;
}

/** `ids` less each of `others` once: what came since. */
export function without(ids: string[], others: string[]): string[] {
    const counts = count(others);
    return ids.filter((id) => {
        const times = counts.get(id) ?? 0;
        if (times > 0) counts.set(id, times - 1);
        return times === 0;
    });
}

/** Compares the bus with the lake and the dead-letter queue; all three are ids, one for each event. */
export function reconcile(onBus: string[], inLake: string[], deadLetters: string[]): Reconciliation {
    const sent = count(onBus);
    const stored = count(inLake);
    const dead = new Set(deadLetters);
    return {
        lost: [...sent.keys()].filter((id) => !stored.has(id) && !dead.has(id)),
        invented: [...stored.keys()].filter((id) => !sent.has(id)),
        repeated: [...stored].filter(([id, times]) => times > (sent.get(id) ?? times)).map(([id]) => id),
        severalRows: [...stored].filter(([, times]) => times > 1).map(([id]) => id),
        stored: inLake.length,
    };
}

/** How a destination differs from the others. */
export interface Difference {
    destination: Destination;
    /** Ids that it has as the others have them. */
    common: number;
    /** Ids that another destination has, and this one neither has nor dead-lettered. */
    missing: string[];
}

/** Compares what the destinations have of what was put on the bus. */
export function differencesOf(
    onBus: string[],
    destinations: readonly { destination: Destination; stored: string[]; deadLetters: string[] }[],
): Difference[] {
    const sets = destinations.map(({ stored }) => new Set(stored));
    const everywhere = [...new Set(onBus)].filter((id) => sets.every((stored) => stored.has(id)));
    const somewhere = [...new Set(onBus)].filter((id) => sets.some((stored) => stored.has(id)));
    return destinations.map(({ destination, deadLetters }, index) => {
        const dead = new Set(deadLetters);
        return {
            destination,
            common: everywhere.length,
            missing: somewhere.filter((id) => !sets[index].has(id) && !dead.has(id)),
        };
    });
}

function count(ids: string[]): Map<string, number> {
    const counts = new Map<string, number>();
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
}
