import type { Fitter } from "./fitting";
import type { Scalars } from "./scalars";
import type { JsonObject } from "./types";

/** `additionalEventData.raw`: the EventBridge event as it came, less the keys whose value is null. */
function createRaw({ fits, prefix }: Scalars, { fit }: Fitter, limit: number) {
    const stringify = JSON.stringify;
    const isArray = Array.isArray;
    const rawJson = (JSON as unknown as { rawJSON: (text: string) => unknown }).rawJSON;
    const none = void 0;
    /** Deeper values are cut: they exhaust the stack of JSON.stringify, and of those who read the lake. */
    const deepest = 100;
    /** `_truncated` lists so many paths of so many bytes; its room is kept free for it. */
    const listed = 20;
    const pathBytes = 100;
    const listRoom = listed * (pathBytes + 3) + 60;
    const path = "additionalEventData.raw";

    /**
     * Readies a member for JSON, in place: a null goes (JSON.stringify leaves `undefined` out), a number beyond the
     * range of a double stays what it is. False when nested too deep.
     */
    function ready(owner: JsonObject, key: string, depth: number): boolean {
        const value = owner[key];
        if (value === null) {
            if (!isArray(owner)) owner[key] = none;
        } else if (typeof value === "object") {
            if (depth === deepest) return false;
            for (const inner in value) if (!ready(value as JsonObject, inner, depth + 1)) return false;
        } else if (typeof value === "number" && value - value !== 0) {
            owner[key] = rawJson(value > 0 ? "1e999" : "-1e999");
        }
        return true;
    }

    /** Readies a member of the event or of its detail; one that is nested too deep is cut as a whole. */
    function prepare(owner: JsonObject, key: string, ownerPath: string, cuts: string[]): void {
        if (ready(owner, key, 1)) return;
        owner[key] = none;
        cuts.push(path + ownerPath + key);
    }

    /** `{"raw": …}` within its limit; where anything was cut, in any field, `raw._truncated` says what. */
    function toJson(event: JsonObject, detail: JsonObject, cuts: string[]): string {
        const most = limit - '{"raw":}'.length;
        let json = stringify(event);
        if (cuts.length > 0 || !fits(json, most)) {
            const room = most - listRoom;
            if (fit(event, room, path, detail, path + ".detail", cuts)) {
                const _truncated = cuts.slice(0, listed).map((cut) => prefix(cut, pathBytes, true));
                json = stringify({ ...event, _truncated, _truncatedCount: cuts.length });
            } else {
                cuts.push(path);
                json = stringify({ _truncated: ["$"], text: prefix(json, room, true) });
            }
        }
        return '{"raw":' + json + "}";
    }

    return { prepare, toJson };
}

type Raw = ReturnType<typeof createRaw>;

export { createRaw };
export type { Raw };
