const texts = (...names: string[]): string => names.map((name) => `${name}:string`).join(",");
const textMap = "map<string,string>";

/**
 * The columns of the table in Athena with their Hive types: those of an event data store in CloudTrail Lake, in lower case
 * (`errormssage` is spelt so there), less `addendum` and `metadata.channelarn`, which only CloudTrail has.
 */
export const columns: readonly { readonly name: string; readonly type: string }[] = [
    { name: "eventversion", type: "string" },
    { name: "eventcategory", type: "string" },
    { name: "eventtype", type: "string" },
    { name: "eventid", type: "string" },
    { name: "eventtime", type: "timestamp" },
    { name: "awsregion", type: "string" },
    { name: "recipientaccountid", type: "string" },
    { name: "metadata", type: `struct<${texts("ingestiontime")}>` },
    {
        name: "eventdata",
        type: `struct<${[
            texts("version"),
            `useridentity:struct<${texts("type", "principalid")},details:${textMap}>`,
            texts("useragent", "eventsource", "eventname", "eventtime", "uid"),
            `requestparameters:${textMap},responseelements:${textMap}`,
            texts("errorcode", "errormssage", "sourceipaddress", "recipientaccountid"),
            `additionaleventdata:${textMap}`,
        ].join(",")}>`,
    },
    { name: "eventjson", type: "string" },
];

/** Below it lie the events, a folder a day. */
export const eventsPrefix = "events/";

/** The days that the table has; what the writer dates otherwise it files under the day of receipt. */
const days = "2020-01-01,NOW+1DAYS";

/** By the day of its time, UTC, an event is found: `day=2026-11-27`. */
export const partitionKey = { name: "day", type: "string" } as const;

/** Reads a line as a row, and is not confused by nested objects, as others are. */
export const serializationLibrary = "org.apache.hive.hcatalog.data.JsonSerDe";

/**
 * The table's parameters: each day is where its name says, and nobody has to add partitions (Athena user guide, "Partition
 * projection").
 * @param inBucket Writes a place in the events' bucket.
 */
export function projection<Place>(inBucket: (path: string) => Place): Record<string, string | Place> {
    const day = `projection.${partitionKey.name}`;
    return {
        EXTERNAL: "TRUE",
        classification: "json",
        "projection.enabled": "true",
        [`${day}.type`]: "date",
        [`${day}.format`]: "yyyy-MM-dd",
        [`${day}.range`]: days,
        [`${day}.interval`]: "1",
        [`${day}.interval.unit`]: "DAYS",
        "storage.location.template": inBucket(
            `${eventsPrefix}${partitionKey.name}=\${${partitionKey.name}}/`,
        ),
    };
}
