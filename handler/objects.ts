import type { Scalars } from "./scalars";
import type { AuditEvent, EventGroup } from "./types";

/** An object in S3, made of one day's rows. */
interface StoredObject {
    key: string;
    /** Gzipped. */
    body: Buffer;
    /** SHA-256 of the body, in Base64. */
    checksum: string;
}

/** Rows become objects: one for each day, and the same one of the same rows. */
const createObjects = ({ formatTime }: Scalars) => {
    const { createHash } = require("node:crypto") as typeof import("node:crypto");
    const { gzipSync } = require("node:zlib") as typeof import("node:zlib");
    /** The table's projection begins here, and ends tomorrow: what lies outside is not found. */
    const firstDay = "2020-01-01";
    const oneDay = 86_400_000;

    const sha256 = (data: Buffer, encoding: "base64" | "hex") =>
        createHash("sha256").update(data).digest(encoding);

    const dayAt = (milliseconds: number) => formatTime(milliseconds).slice(0, 10);

    /** The UTC day of the event's time; if the table does not show that, the day of receipt. */
    function dayOf({ eventTime, receivedAt }: AuditEvent): string {
        const day = eventTime.slice(0, 10);
        return day >= firstDay && day <= dayAt(receivedAt + oneDay) ? day : dayAt(receivedAt);
    }

    /** Splits groups into calls: one for each day. */
    function plan(groups: EventGroup[]): EventGroup[][] {
        const days = new Map<string, EventGroup[]>();
        for (const group of groups) {
            const day = dayOf(group.event);
            const call = days.get(day);
            if (call != null) call.push(group);
            else days.set(day, [group]);
        }
        return [...days.values()];
    }

    /** By the time of ingestion, which a row has to the second, then by id, then by all of it. */
    function compare(one: AuditEvent, other: AuditEvent): number {
        const seconds = Math.floor(one.receivedAt / 1000) - Math.floor(other.receivedAt / 1000);
        if (seconds !== 0) return seconds;
        const [first, second] = one.id === other.id ? [one.text, other.text] : [one.id, other.id];
        return first < second ? -1 : 1;
    }

    /** Puts the rows of one day into an object, whose name says what is in it: another one is never under its name. */
    function toObject(events: AuditEvent[]): StoredObject {
        const sorted = [...events].sort(compare);
        const lines = Buffer.from(sorted.map(({ text }) => text + "\n").join(""));
        const time = formatTime(sorted[0].receivedAt).replace(/[-:]/g, "");
        const body = gzipSync(lines);
        return {
            key: `events/day=${dayOf(sorted[0])}/${time}-${sha256(lines, "hex")}.json.gz`,
            body,
            checksum: sha256(body, "base64"),
        };
    }

    return { dayOf, plan, toObject };
};

type Objects = ReturnType<typeof createObjects>;

export { createObjects };
export type { Objects };
