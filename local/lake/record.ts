import { limits } from "../../handler/limits";
import { createRows } from "../../handler/rows";
import { createScalars } from "../../handler/scalars";
import { toSecond } from "../values";

/** DuckDB takes no halves of surrogate pairs, as no reader of S3's rows does. */
const { wellFormed } = createRows(createScalars(limits.idLength), "", "");

/** One audit event that PutAuditEvents has accepted. */
export interface AuditRecord {
    /** The event data stores that its channel feeds. */
    readonly storeArns: readonly string[];
    readonly channelArn: string;
    /** The id that CloudTrail gives it, not the caller's. */
    readonly eventID: string;
    /** The caller's event, already checked. */
    readonly eventData: Readonly<Record<string, unknown>>;
    readonly ingestionTime: Date;
    readonly region: string;
    readonly accountId: string;
}

/** A record as CloudTrail keeps it, with what it adds to an event ("CloudTrail Lake integrations event schema", the user guide). */
export function stored(record: AuditRecord): string {
    const { eventData, eventID, region, accountId, channelArn } = record;
    const kept = {
        eventVersion: "1.0",
        eventCategory: "ActivityAuditLog",
        eventType: "ActivityLog",
        eventID,
        eventTime: timeOf(record),
        awsRegion: region,
        recipientAccountId: accountId,
        metadata: { ingestionTime: toSecond(record.ingestionTime), channelARN: channelArn },
        eventData,
    };
    return wellFormed(JSON.stringify(kept));
}

function timeOf({ eventData, eventID }: AuditRecord): string {
    const time = new Date(String(eventData.eventTime));
    if (Number.isNaN(time.getTime())) {
        throw new RangeError(
            `The event ${eventID} has the eventTime '${String(eventData.eventTime)}', which is no time: the lake cannot keep it.`,
        );
    }
    return time.toISOString().replace(".000Z", "Z");
}
