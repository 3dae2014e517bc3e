/**
 * Text, times and ids, coerced and truncated as CloudTrail Lake takes them.
 *
 * Here and in the other parts a factory takes globals into constants: the serialized closure looks up every free
 * name dynamically (it runs inside `with`), which costs more than the work itself.
 */
const createScalars = (longestId: number) => {
    const { createHash } = require("node:crypto") as typeof import("node:crypto");
    const stringify = JSON.stringify;
    const byteLength: (text: string) => number = Buffer.byteLength.bind(Buffer);
    const DateTime = Date;
    // OneLogin's "2026-11-20 14:03:00 UTC"; numeric offsets and ISO 8601, as seen. No zone means UTC.
    const time =
        /^(\d{4}-(?:0[1-9]|1[0-2])-)(0[1-9]|[12]\d|3[01])[ T]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)? ?(?:UTC|GMT|Z|([+-])([01]\d|2[0-3]):?([0-5]\d)?)?$/i;
    const fitId = /^[-_A-Za-z0-9]+$/;
    const suffixed = /-[0-9a-f]{64}$/;

    /** The bytes of `text` inside a JSON string, where quotes and backslashes are escaped. */
    function escapedBytes(text: string): number {
        return byteLength(stringify(text)) - 2;
    }

    /**
     * The longest prefix of whole characters within `most` bytes of UTF-8; with `json`, counted inside a JSON string.
     * There it may be two characters less, for half a surrogate pair takes more bytes than the pair.
     */
    function prefix(text: string, most: number, json: boolean): string {
        const size = json ? escapedBytes : byteLength;
        const fitting = (end: number) => size(text.slice(0, end)) <= most;
        if (fitting(text.length)) return text;
        // Stryker disable next-line MethodExpression: speed only, because nothing beyond the text's end fits
        let [low, high] = [0, Math.min(text.length, most)];
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if (fitting(middle)) low = middle;
            else high = middle - 1;
        }
        // Never between the two halves of a surrogate pair.
        return text.slice(0, (text.codePointAt(low - 1) ?? 0) > 0xffff ? low - 1 : low);
    }

    /** True within `most` bytes of UTF-8; counts only if the length alone cannot tell. */
    function fits(text: string, most: number): boolean {
        return text.length * 3 <= most || byteLength(text) <= most;
    }

    /** Truncates a field to its limit, and notes its path. */
    function truncate(text: string, most: number, path: string, truncations: string[]): string {
        if (fits(text, most)) return text;
        truncations.push(path);
        return prefix(text, most, false);
    }

    /** `YYYY-MM-DDTHH:mm:ssZ`; "" beyond the years 0-9999, which are written with a sign. */
    function formatTime(milliseconds: number): string {
        const iso = new DateTime(milliseconds).toISOString();
        return iso.length === 24 ? iso.slice(0, 19) + "Z" : "";
    }

    /** "" for whatever is not a time. */
    function parseTime(text: unknown): string {
        const parts = typeof text === "string" ? time.exec(text) : null;
        if (parts === null) return "";
        const [, month, day, minute, second = "00", sign, hours, minutes = "00"] = parts;
        const asRead = month + day + "T" + minute + ":" + second + "Z";
        // Stryker disable next-line StringLiteral: speed only, because Date knows the first 28 days of every month, too
        if (sign == null && day < "29") return asRead;
        const written = DateTime.parse(asRead);
        // 31 February is not a time, though Date takes it for one in March.
        if (formatTime(written) !== asRead) return "";
        const offset = sign == null ? 0 : (+hours * 60 + +minutes) * 60_000;
        return formatTime(sign === "+" ? written - offset : written + offset);
    }

    function hash(text: string): string {
        return createHash("sha256").update(text).digest("hex");
    }

    /**
     * An audit event's id: the original if it fits, else made fit. Different ids stay different: what was changed
     * gets the hash of the original as a suffix, and so does a fitting id that looks as if it had one.
     */
    function toId(original: string): string {
        if (original.length <= longestId && fitId.test(original) && !suffixed.test(original)) return original;
        // As JSON text a lone surrogate stays itself; as UTF-8 all would be U+FFFD.
        const digest = hash(stringify(original));
        return original.replace(/[^-_A-Za-z0-9]/g, "_").slice(0, longestId - 65) + "-" + digest;
    }

    return { prefix, truncate, formatTime, parseTime, hash, toId };
};

type Scalars = ReturnType<typeof createScalars>;

export { createScalars };
export type { Scalars };
