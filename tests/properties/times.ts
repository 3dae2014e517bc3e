/** The times that the mapping reads, read a second time by other means. */
const form =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?:(:\d\d)(?:[.,]\d+)?)? ?(?:UTC|GMT|Z|([+-])(\d\d):?(\d\d)?)?$/i;

/** `YYYY-MM-DDTHH:mm:ssZ`, or `undefined` beyond the years 0 to 9999. */
function written(milliseconds: number): string | undefined {
    const iso = new Date(milliseconds).toISOString();
    return /^\d{4}-/.test(iso) ? iso.replace(/\.\d+Z$/, "Z") : undefined;
}

/** The time in UTC, or `undefined` for what is none: 30 February is not. */
function readTime(text: unknown): string | undefined {
    const parts = typeof text === "string" ? form.exec(text) : null;
    if (!parts) return undefined;
    const [, day, minute, second = ":00", sign = "+", hours = "00", minutes = "00"] = parts;
    const local = `${day}T${minute}${second}Z`;
    const read = Date.parse(local);
    if (Number.isNaN(read) || written(read) !== local || hours > "23" || minutes > "59") return undefined;
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "+" ? 60_000 : -60_000);
    return written(read - offset);
}

export { readTime, written as writeTime };
