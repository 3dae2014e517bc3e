/** The ways of writing a time that the samples use: `2026-05-12 06:30:00 UTC`, numeric offsets, ISO 8601 with a fraction. */
const timestamp = /^(\d{4}-\d\d-\d\d)([ T])(\d\d:\d\d:\d\d)(\.\d+)?( ?)(UTC|Z|[+-]\d\d:?\d\d)$/;

/**
 * The same way of writing, another time: separator, fraction and offset stay as they are.
 * What is not a timestamp, or not a date of the calendar, comes back untouched: the samples have such on purpose.
 * @param seconds whole seconds, so that a fraction of any length can be kept as text
 */
export function moveTimestamp(text: string, seconds: number): string {
    const parts = timestamp.exec(text);
    if (parts === null) {
        return text;
    }
    const [, date, separator, time, fraction = "", space, zone] = parts;
    const wallClock = Date.parse(`${date}T${time}Z`);
    // `Date.parse` lets the 31st of February pass as the 3rd of March: only what it writes back alike is a date.
    if (Number.isNaN(wallClock) || writeWallClock(wallClock) !== `${date}T${time}`) {
        return text;
    }
    const moved = writeWallClock(wallClock + seconds * 1000).replace("T", separator);
    return moved + fraction + space + zone;
}

function writeWallClock(instant: number): string {
    return new Date(instant).toISOString().slice(0, "2026-05-12T06:30:00".length);
}
