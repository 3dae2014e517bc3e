import { createRows } from "../../handler/rows";
import type { Scalars } from "../../handler/scalars";
import type { AuditEvent, EventData, JsonObject } from "../../handler/types";

/** Makes a row of a record of CloudTrail Lake's, as the writer makes it of an event; undefined if it is not an event's. */
export function createReader(scalars: Scalars): (record: JsonObject) => AuditEvent | undefined {
    // All records of a deployment are of one Region and account, but for what others put into the store.
    const layouts = new Map<string, ReturnType<typeof createRows>>();
    function rowsOf({ awsRegion, recipientAccountId }: JsonObject): ReturnType<typeof createRows> {
        const [region, account] = [text(awsRegion) ?? "", text(recipientAccountId) ?? ""];
        const key = `${region} ${account}`;
        const rows = layouts.get(key) ?? createRows(scalars, region, account);
        layouts.set(key, rows);
        return rows;
    }

    return (record) => {
        const rows = rowsOf(record);
        const whole = wellFormed(record, rows.wellFormed);
        const { metadata, eventData } = whole;
        const receivedAt = Date.parse(text((metadata as JsonObject | null)?.ingestionTime) ?? "");
        const eventTime = scalars.parseTime(whole.eventTime);
        const id = isObject(eventData) ? text(eventData.UID) : undefined;
        if (!isObject(eventData) || !id || eventTime === "" || Number.isNaN(receivedAt)) return undefined;
        const line = isOurs(eventData, eventTime)
            ? rows.layOut(eventData, receivedAt)
            : layOutOther(rows, eventData, eventTime, receivedAt);
        return { id, text: line, eventTime, receivedAt, truncated: false, unknownEventType: false };
    };
}

const isObject = (value: unknown): value is JsonObject =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** Half of a surrogate pair, over which a reader of the table would fail, is U+FFFD, as in the writer's rows. */
function wellFormed(record: JsonObject, mend: (json: string) => string): JsonObject {
    const json = JSON.stringify(record);
    const mended = mend(json);
    return mended === json ? record : (JSON.parse(mended) as JsonObject);
}

/** Text of a value: itself, or JSON. */
function text(value: unknown): string | undefined {
    return value == null || typeof value === "string" ? (value ?? undefined) : JSON.stringify(value);
}

/** A map of texts, as a column is; undefined for what is no object. */
function texts(value: unknown): JsonObject | undefined {
    return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, text(item)]))
        : undefined;
}

const maps = ["requestParameters", "responseElements"] as const;
const isTexts = (value: unknown): boolean =>
    value === undefined ||
    (isObject(value) && Object.values(value).every((item) => typeof item === "string"));

/** Whether the forwarder made it: then it is laid out as the writer lays out the same event. */
function isOurs(eventData: JsonObject, eventTime: string): eventData is JsonObject & EventData {
    const { userIdentity, additionalEventData } = eventData;
    return (
        eventData.eventTime === eventTime &&
        isObject(additionalEventData) &&
        Object.keys(additionalEventData).join() === "raw" &&
        isObject(additionalEventData.raw) &&
        isObject(userIdentity) &&
        isTexts(userIdentity.details) &&
        maps.every((name) => isTexts(eventData[name]))
    );
}

/** An event that another function put into the store, such as that of OneLogin's walk-through. */
function layOutOther(
    { layOut }: ReturnType<typeof createRows>,
    eventData: JsonObject,
    eventTime: string,
    receivedAt: number,
): string {
    const { type, principalId, details } = isObject(eventData.userIdentity) ? eventData.userIdentity : {};
    const inText: EventData = {
        version: text(eventData.version),
        userIdentity: {
            type: text(type) ?? "Unknown",
            principalId: text(principalId) ?? "unknown",
            details: texts(details) as Record<string, string> | undefined,
        },
        userAgent: text(eventData.userAgent),
        eventSource: text(eventData.eventSource) ?? "",
        eventName: text(eventData.eventName),
        eventTime,
        UID: text(eventData.UID) as string,
        requestParameters: texts(eventData.requestParameters),
        responseElements: texts(eventData.responseElements),
        errorCode: text(eventData.errorCode),
        errorMessage: text(eventData.errorMessage),
        sourceIPAddress: text(eventData.sourceIPAddress),
        recipientAccountId: text(eventData.recipientAccountId) ?? "",
        additionalEventData: { raw: {} },
    };
    const row = JSON.parse(layOut(inText, receivedAt)) as JsonObject & { eventdata: JsonObject };
    row.eventdata.additionaleventdata = texts(eventData.additionalEventData);
    row.eventjson = JSON.stringify({ ...(JSON.parse(String(row.eventjson)) as JsonObject), eventData });
    return JSON.stringify(row);
}
