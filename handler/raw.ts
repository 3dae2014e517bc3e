import type { Scalars } from "./scalars";
import type { Shrinker } from "./shrinking";
import type { JsonObject } from "./types";

/** `additionalEventData.raw`: the EventBridge event as it came, less the keys whose value is null. */
const createRaw = (
    { prefix }: Scalars,
    { shrink, size }: Shrinker,
    limit: number,
    /** What stands for a value that is nested too deep. */
    insteadOfDeep: (value: unknown) => string | undefined,
) => {
    const { stringify } = JSON;
    const { rawJSON, isRawJSON } = JSON as unknown as {
        rawJSON: (text: string) => unknown;
        isRawJSON: (value: unknown) => boolean;
    };
    const none = void 0;
    /** Deeper values exhaust the stack of JSON.stringify, and of those who read the lake. */
    const deepest = 100;
    /** `_truncated` lists so many paths of so many bytes; its room is kept free for it. */
    const listed = 20;
    const pathBytes = 100;
    const listRoom = listed * (pathBytes + 3) + 60;
    const path = "additionalEventData.raw";
    const most = limit - '{"raw":}'.length;

    /** JSON.stringify alone would make null of numbers beyond a double's range. */
    function finite(value: number): unknown {
        return value - value === 0 ? value : rawJSON(value > 0 ? "1e999" : "-1e999");
    }

    /** Readies what is inside an object or a list, in place. False if nested too deep. */
    function readyInside(owner: JsonObject, depth: number): boolean {
        for (const key in owner) {
            const value = owner[key];
            if (value === null) {
                // In a list it stays: JSON.stringify writes what is undefined there as null.
                owner[key] = none;
            } else if (typeof value === "object" && !isRawJSON(value)) {
                if (depth === deepest || !readyInside(value as JsonObject, depth + 1)) return false;
            } else if (typeof value === "number") {
                owner[key] = finite(value);
            }
        }
        return true;
    }

    /**
     * Readies a value for JSON.stringify: what is null in an object is left out, a number beyond the range of a double
     * stays what it is. Undefined if the value is nested too deep.
     */
    function ready(value: unknown): unknown {
        if (typeof value === "object") return readyInside(value as JsonObject, 1) ? value : none;
        return typeof value === "number" ? finite(value) : value;
    }

    /** `event`, which is ready, within its limit; if anything was truncated, in any field, `raw._truncated` says what. */
    function shrinkRaw(event: JsonObject, truncations: string[]): JsonObject {
        if (truncations.length === 0 && size(event) <= most) return event;
        const json = stringify(event);
        const room = most - listRoom;
        if (shrink(event, room, path, "detail", truncations)) {
            const _truncated = truncations.slice(0, listed).map((cut) => prefix(cut, pathBytes, true));
            return { ...event, _truncated, _truncatedCount: truncations.length };
        }
        truncations.push(path);
        return { _truncated: ["$"], text: prefix(json, room, true) };
    }

    return { path, most, ready, insteadOfDeep, shrinkRaw };
};

type Raw = ReturnType<typeof createRaw>;

export { createRaw };
export type { Raw };
