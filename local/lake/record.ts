/** One audit event that PutAuditEvents has accepted. */
export interface AuditRecord {
    /** The event data stores that its channel feeds. */
    readonly storeArns: readonly string[];
    readonly channelArn: string;
    /** The id that CloudTrail gives it. */
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
    return wellFormed({
        eventVersion: "1.0",
        eventCategory: "ActivityAuditLog",
        eventType: "ActivityLog",
        eventID,
        eventTime: timeOf(record),
        awsRegion: region,
        recipientAccountId: accountId,
        metadata: { ingestionTime: seconds(record.ingestionTime), channelARN: channelArn },
        eventData,
    });
}

/**
 * JSON that DuckDB takes: half of a surrogate pair, which JSON.stringify writes as an escape, becomes U+FFFD. An escaped
 * backslash is stepped over, because what follows it is not an escape.
 */
function wellFormed(record: object): string {
    const json = JSON.stringify(record);
    if (!json.includes("\\ud")) return json;
    return json.replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, (found) => (found === "\\\\" ? found : "\ufffd"));
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

/** CloudTrail notes when it took an event in to the second. */
function seconds(time: Date): string {
    return time.toISOString().replace(/\.\d+Z$/, "Z");
}
