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

/** By the day of its time, UTC, an event is found: `day=2026-11-27`. */
export const partitionKey = { name: "day", type: "string" } as const;
