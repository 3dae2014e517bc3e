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

/** A record as CloudTrail keeps it, twice: whole, and flat as the columns take it. */
export interface Stored {
    readonly json: string;
    readonly flat: string;
}

const maps = ["requestParameters", "responseElements", "additionalEventData"] as const;

/** Adds what CloudTrail adds to an event ("CloudTrail Lake integrations event schema", the user guide). */
export function stored(record: AuditRecord): Stored {
    const { eventData, eventID, region, accountId, channelArn } = record;
    const added = {
        eventVersion: "1.0",
        eventCategory: "ActivityAuditLog",
        eventType: "ActivityLog",
        eventID,
        eventTime: timeOf(record),
        awsRegion: region,
        recipientAccountId: accountId,
    };
    const metadata = { ingestionTime: seconds(record.ingestionTime), channelARN: channelArn };
    return {
        json: toJson({ ...added, metadata, eventData }),
        flat: toJson({
            ...lowerKeys(added),
            eventtime: added.eventTime.replace("T", " ").replace("Z", ""),
            addendum: null,
            metadata: lowerKeys(metadata),
            eventdata: flatEvent(eventData),
        }),
    };
}

/** JSON that DuckDB takes: it refuses half of a surrogate pair, which JSON.stringify writes as an escape. It becomes U+FFFD. */
function toJson(value: unknown): string {
    const json = JSON.stringify(value);
    return json.includes("\\ud")
        ? json.replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, (found) => (found === "\\\\" ? found : "\ufffd"))
        : json;
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

function flatEvent(eventData: AuditRecord["eventData"]): Record<string, unknown> {
    const identity = (eventData.userIdentity ?? {}) as Record<string, unknown>;
    const flat = lowerKeys({
        ...eventData,
        ...Object.fromEntries(maps.map((name) => [name, texts(eventData[name])])),
    });
    return {
        ...flat,
        useridentity: { ...lowerKeys(identity), details: texts(identity.details) },
        errormssage: eventData.errorMessage,
    };
}

/** The top-level keys of an object; what is not a text becomes its JSON. */
function texts(value: unknown): Record<string, string | null> | null {
    if (typeof value !== "object" || value === null) {
        return null;
    }
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
            key,
            item === null || typeof item === "string" ? item : JSON.stringify(item),
        ]),
    );
}

function lowerKeys(value: object): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key.toLowerCase(), item as unknown]),
    );
}
