import type { Fitter } from "./fitting";
import type { Scalars } from "./scalars";
import type { JsonObject } from "./types";

/** `additionalEventData.raw`: the EventBridge event as it came, less the keys whose value is null. */
const createRaw = ({ fits, prefix }: Scalars, { fit }: Fitter, limit: number) => {
    const { parse, stringify } = JSON;
    const { rawJSON, isRawJSON } = JSON as unknown as {
        rawJSON: (text: string) => unknown;
        isRawJSON: (value: unknown) => boolean;
    };
    const none = void 0;
    /** Deeper values are cut: they exhaust the stack of JSON.stringify, and of those who read the lake. */
    const deepest = 100;
    /** `_truncated` lists so many paths of so many bytes; its room is kept free for it. */
    const listed = 20;
    const pathBytes = 100;
    const listRoom = listed * (pathBytes + 3) + 60;
    const path = "additionalEventData.raw";

    /**
     * Readies a value for JSON.stringify, in place: what is null in an object is left out, a number beyond the range
     * of a double stays what it is. False when nested too deep.
     */
    function ready(owner: JsonObject, depth: number): boolean {
        for (const key in owner) {
            const value = owner[key];
            if (value === null) {
                // In a list it stays: JSON.stringify writes what is undefined there as null.
                owner[key] = none;
            } else if (typeof value === "object" && !isRawJSON(value)) {
                if (depth === deepest || !ready(value as JsonObject, depth + 1)) return false;
            } else if (typeof value === "number" && value - value !== 0) {
                owner[key] = rawJSON(value > 0 ? "1e999" : "-1e999");
            }
        }
        return true;
    }

    /** A value that is not null as JSON text; "" when nested too deep. */
    function toJson(value: unknown): string {
        if (typeof value === "string") return stringify(value);
        const owner = { value };
        return ready(owner, 0) ? stringify(owner.value) : "";
    }

    /** Holds the event to its limit; where anything was cut, in any field, `raw._truncated` says what. */
    function hold(json: string, cuts: string[]): string {
        const most = limit - '{"raw":}'.length;
        if (cuts.length === 0 && fits(json, most)) return json;
        const event = parse(json) as JsonObject;
        // One level above the values that were readied before: none of them is too deep now.
        ready(event, -1);
        const room = most - listRoom;
        if (fit(event, room, path, "detail", cuts)) {
            const _truncated = cuts.slice(0, listed).map((cut) => prefix(cut, pathBytes, true));
            return stringify({ ...event, _truncated, _truncatedCount: cuts.length });
        }
        cuts.push(path);
        return stringify({ _truncated: ["$"], text: prefix(json, room, true) });
    }

    return { path, toJson, hold };
};

type Raw = ReturnType<typeof createRaw>;

export { createRaw };
export type { Raw };
