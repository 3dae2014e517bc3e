/** Whether the lake holds the event as it was sent. */
import { isDeepStrictEqual } from "node:util";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = Record<string, Json>;

interface Raw extends JsonObject {
    _truncated: string[];
    _truncatedCount: number;
}

const root = "additionalEventData.raw";

/** Without the keys whose value is null, and without half characters, which the local lake replaces. */
function kept(value: Json): Json {
    if (typeof value === "string") return value.toWellFormed();
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(kept);
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, member]) => member !== null)
            .map(([key, member]) => [key, kept(member)]),
    );
}

/** A cut text is the beginning of what it was; a whole member may have gone. */
function isCutOf(raw: Json | undefined, sent: Json): boolean {
    if (raw === undefined) return true;
    return typeof raw === "string" && typeof sent === "string" && sent.startsWith(raw);
}

function matches(
    sent: Json,
    raw: Json | undefined,
    path: string,
    isListed: (path: string) => boolean,
): boolean {
    if (isDeepStrictEqual(sent, raw)) return true;
    if (isListed(path) && isCutOf(raw, sent)) return true;
    if (typeof sent !== "object" || typeof raw !== "object" || sent === null || raw === null) return false;
    const [before, after] = [sent as JsonObject, raw as JsonObject];
    return (
        Object.keys(after).every((key) => Object.hasOwn(before, key)) &&
        Object.keys(before).every((key) => matches(before[key], after[key], `${path}.${key}`, isListed))
    );
}

/** Whether `raw` is the event that was sent, or one member of it is, less nulls and what `_truncated` lists. */
export function isSame(event: string, raw: unknown, member?: "detail"): boolean {
    const sent = kept(JSON.parse(event) as Json);
    if (typeof raw !== "object" || raw === null) return false;
    if (member !== undefined && !Object.hasOwn(raw, "_truncated"))
        return isDeepStrictEqual((sent as JsonObject)[member], (raw as JsonObject)[member]);
    if (!Object.hasOwn(raw, "_truncated")) return isDeepStrictEqual(sent, raw);
    const { _truncated, _truncatedCount, ...rest } = raw as Raw;
    if (_truncated[0] === "$") return typeof rest.text === "string" && rest.text.length > 0;
    const unlisted = _truncatedCount > _truncated.length;
    // A long path is listed by its beginning; of very many cuts only the first are listed.
    return matches(sent, rest, root, (path) => unlisted || _truncated.some((cut) => path.startsWith(cut)));
}
