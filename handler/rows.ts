import type { Scalars } from "./scalars";
import type { EventData } from "./types";

/** A row of the table in Athena (columns.ts): one line of JSON, as Hive's JsonSerDe reads it. */
const createRows = ({ formatTime }: Scalars, awsRegion: string, recipientAccountId: string) => {
    const { parse, stringify } = JSON;
    const [eventVersion, eventCategory, eventType] = ["1.0", "ActivityAuditLog", "ActivityLog"];
    /** Half of a surrogate pair as JSON.stringify writes it. An escaped backslash is stepped over: what follows it is no escape. */
    const halves = /\\\\|\\ud[89a-f][0-9a-f]{2}/g;
    const mayHaveHalves = (json: string) => json.includes("\\ud");

    /** JSON text without halves of surrogate pairs, over which a reader would fail on all of the object. */
    function wellFormed(json: string): string {
        if (!mayHaveHalves(json)) return json;
        return json.replace(halves, (found) => (found === "\\\\" ? found : "\ufffd"));
    }

    /** `eventData` as a line without its end. Ids, times and the record as CloudTrail Lake would hold it; `receivedAt` in milliseconds. */
    function layOut(eventData: EventData, receivedAt: number): string {
        const { UID: eventID, userIdentity, eventTime } = eventData;
        const ingestionTime = formatTime(receivedAt);
        const line = stringify({
            eventversion: eventVersion,
            eventcategory: eventCategory,
            eventtype: eventType,
            eventid: eventID,
            // Hive's JsonSerDe throws on the T and the Z of ISO 8601.
            eventtime: eventTime.slice(0, 10) + " " + eventTime.slice(11, 19),
            awsregion: awsRegion,
            recipientaccountid: recipientAccountId,
            metadata: { ingestiontime: ingestionTime },
            eventdata: {
                version: eventData.version,
                useridentity: {
                    type: userIdentity.type,
                    principalid: userIdentity.principalId,
                    details: userIdentity.details,
                },
                useragent: eventData.userAgent,
                eventsource: eventData.eventSource,
                eventname: eventData.eventName,
                eventtime: eventTime,
                uid: eventID,
                requestparameters: eventData.requestParameters,
                responseelements: eventData.responseElements,
                errorcode: eventData.errorCode,
                errormssage: eventData.errorMessage,
                sourceipaddress: eventData.sourceIPAddress,
                recipientaccountid: recipientAccountId,
                // As text: of an object in a map Hive makes rubbish.
                additionaleventdata: { raw: wellFormed(stringify(eventData.additionalEventData.raw)) },
            },
            eventjson: wellFormed(
                stringify({
                    eventVersion,
                    eventCategory,
                    eventType,
                    eventID,
                    eventTime,
                    awsRegion,
                    recipientAccountId,
                    metadata: { ingestionTime },
                    eventData,
                }),
            ),
        });
        // Keys of a map that differed only in halves are the same now, and no reader takes a key twice.
        return mayHaveHalves(line) ? stringify(parse(wellFormed(line))) : line;
    }

    return { layOut, wellFormed };
};

type Rows = ReturnType<typeof createRows>;

export { createRows };
export type { Rows };
