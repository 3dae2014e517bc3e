import { Refusal } from "./refusals";

const day = 86_400_000;
const quarterHour = 900_000;
/** Before, databases of time zones differ: some take zones together that were apart then. */
const earliest = Date.UTC(1969, 0, 1);

/** A zone under Trino's name. */
export function zoneName(name: string): string {
    if (["UTC", "Z", "+00:00", "-00:00"].includes(name)) {
        return "UTC";
    }
    if (/^[+-](0\d|1[0-3]):[0-5]\d$|^[+-]14:00$/.test(name)) {
        return name;
    }
    if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)+$/.test(name) || name.startsWith("Etc/")) {
        throw new Refusal(`The time zone '${name}'`);
    }
    const known = formatOf(name).resolvedOptions().timeZone;
    if (known !== name && known.toLowerCase() === name.toLowerCase()) {
        throw new Refusal(`The time zone '${name}'`);
    }
    return name;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
    const known = formats.get(zone);
    if (known !== undefined) {
        return known;
    }
    try {
        const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
        formats.set(zone, format);
        return format;
    } catch {
        throw new Error(`trino: Time zone not supported: ${zone}`);
    }
}

const offsets = new Map<string, number>();

/** How many milliseconds the clock of a zone is ahead of UTC at a moment. */
function offsetOf(zone: string, at: number): number {
    const fixed = zone === "UTC" ? "+00:00" : zone;
    if (/^[+-]/.test(fixed)) {
        return milliseconds(fixed);
    }
    if (at < earliest) {
        throw new Refusal(`The time zone ${zone} before 1969`);
    }
    // Zones have changed at quarters of an hour only since then.
    const place = `${zone} ${Math.floor(at / quarterHour)}`;
    const known = offsets.get(place);
    if (known !== undefined) {
        return known;
    }
    if (offsets.size > 100_000) {
        offsets.clear();
    }
    const shown =
        formatOf(zone)
            .formatToParts(at)
            .find((part) => part.type === "timeZoneName")?.value ?? "";
    const offset = milliseconds(shown.replace("GMT", "") || "+00:00");
    offsets.set(place, offset);
    return offset;
}

function milliseconds(offset: string): number {
    const [hours, minutes] = offset.slice(1).split(":").map(Number);
    return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The moments, in microseconds, at which the clock in a zone shows this: two, one or none. */
function momentsOf(clock: bigint, zone: string): bigint[] {
    const local = Number(clock / 1000n);
    const near = [local - day, local + day].map((at) => offsetOf(zone, at));
    return [...new Set(near)]
        .sort((a, b) => b - a)
        .filter((offset) => offsetOf(zone, local - offset) === offset)
        .map((offset) => clock - BigInt(offset) * 1000n);
}

/** The earlier of them. */
export function momentOf(clock: bigint, zone: string): bigint {
    const [moment] = momentsOf(clock, zone);
    if (moment === undefined) {
        throw new Error(
            `trino: The local time does not exist in ${zone}: ${new Date(Number(clock / 1000n)).toISOString().slice(0, -1)}`,
        );
    }
    return moment;
}

/** What the clock in a zone shows at a moment. */
export function clockOf(moment: bigint, zone: string): bigint {
    return moment + BigInt(offsetOf(zone, Number(moment / 1000n))) * 1000n;
}

/** A changed clock as a moment, at the offset of the moment that was changed, if it can be, as Joda does. */
export function backToZone(clock: bigint, before: bigint, zone: string): bigint {
    const moments = momentsOf(clock, zone);
    if (moments.length === 0) {
        throw new Refusal(`A time that does not exist in ${zone}`);
    }
    const same = clock - BigInt(offsetOf(zone, Number(before / 1000n))) * 1000n;
    return moments.find((moment) => moment === same) ?? moments[0];
}
