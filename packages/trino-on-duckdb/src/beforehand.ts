import { literalText, type Expression } from "./context";
import { Refusal } from "./natives/refusals";
import { zoneName } from "./natives/zones";
import { QueryRefusal, unknownHere } from "./refusal";

/** A time zone of the query, under Trino's name. */
export function zoneOf(zone: Expression): string {
    return zoneNamed(literalText(zone, "A time zone"));
}

export function zoneNamed(name: string): string {
    return readBeforehand(() => zoneName(name));
}

/** What a native function says of a text in the query, as a refusal of the query. */
export function readBeforehand<T>(read: () => T): T {
    try {
        return read();
    } catch (error) {
        const { message } = error as Error;
        throw error instanceof Refusal
            ? unknownHere(message)
            : new QueryRefusal(message.replace("trino: ", ""));
    }
}
