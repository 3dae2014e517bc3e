/** How times and addresses move from one playing of the samples to the next. */
import { isIPv4, isIPv6 } from "node:net";

/** The ways of writing a time that the samples use: `2026-05-12 06:30:00 UTC`, numeric offsets, ISO 8601 with a fraction. */
const timestamp = /^(\d{4}-\d\d-\d\d)([ T])(\d\d:\d\d:\d\d)((?:\.\d+)? ?(?:UTC|Z|[+-]\d\d:?\d\d))$/;

/**
 * The same way of writing, another time: separator, fraction and offset stay as they are.
 * What is not a time comes back untouched: the samples have such on purpose.
 * @param seconds whole seconds, so that a fraction of any length can be kept as text
 */
export function moveTimestamp(text: string, seconds: number): string {
    const [, date, separator, time, rest] = timestamp.exec(text) ?? [];
    const wallClock = Date.parse(`${date}T${time}Z`);
    if (Number.isNaN(wallClock)) return text;
    const moved = new Date(wallClock + seconds * 1000).toISOString().slice(0, "2026-05-12T06:30:00".length);
    return moved.replace("T", separator) + rest;
}

/**
 * Another address of the same network: the last byte (or group) is moved by `by`. All of a network's addresses move
 * alike, so that events of one address still are of one address. What is not an address stays as it is.
 */
export function moveAddress(address: string, by: number): string {
    if (isIPv4(address)) {
        // 1-254: the network's own and its broadcast address are left out.
        return address.replace(/\d+$/, (byte) => String(((Number(byte) + by) % 254) + 1));
    }
    if (isIPv6(address)) {
        return address.replace(/[0-9a-f]+$/i, (group) => ((parseInt(group, 16) + by) % 0xffff).toString(16));
    }
    return address;
}
