/** How times and addresses move from one playing of the samples to the next. */
import { isIPv4, isIPv6 } from "node:net";

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

/**
 * Another address of the same network: the last byte (or group) is moved by `by`. All of a network's addresses move
 * alike, so that events of one address still are of one address. What is not an address stays as it is.
 */
export function moveAddress(address: string, by: number): string {
    if (isIPv4(address) || (isIPv6(address) && address.includes("."))) {
        // 1-254: the network's own and its broadcast address are left out.
        return address.replace(/\d+$/, (byte) => String(((Number(byte) + by) % 254) + 1));
    }
    if (isIPv6(address)) {
        return address.replace(/[0-9a-f]+$/i, (group) => ((parseInt(group, 16) + by) % 0xffff).toString(16));
    }
    return address;
}
