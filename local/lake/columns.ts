import {
    duckdbType,
    identifier,
    map,
    row,
    timestamp,
    varchar,
    type Table,
    type TrinoType,
} from "trino-on-duckdb";
import { transformed, valuesOf } from "../duckdb/json";

const texts = (...names: string[]): { name: string; type: TrinoType }[] =>
    names.map((name) => ({ name, type: varchar }));
const textMap = map(varchar, varchar);

/**
 * The columns of an event data store of the category ActivityAuditLog, as "CloudTrail Lake integrations event schema"
 * in the CloudTrail user guide gives them (`errormssage` is spelt so), and `eventJson`, the whole record, which
 * OneLogin's published queries read.
 */
export const columns: Table["columns"] = [
    ...texts("eventversion", "eventcategory", "eventtype", "eventid"),
    { name: "eventtime", type: timestamp() },
    ...texts("awsregion", "recipientaccountid"),
    { name: "addendum", type: row(texts("reason", "updatedfields", "originaluid", "originaleventid")) },
    { name: "metadata", type: row(texts("ingestiontime", "channelarn")) },
    {
        name: "eventdata",
        type: row([
            ...texts("version"),
            {
                name: "useridentity",
                type: row([...texts("type", "principalid"), { name: "details", type: textMap }]),
            },
            ...texts("useragent", "eventsource", "eventname", "eventtime", "uid"),
            { name: "requestparameters", type: textMap },
            { name: "responseelements", type: textMap },
            ...texts("errorcode", "errormssage", "sourceipaddress", "recipientaccountid"),
            { name: "additionaleventdata", type: textMap },
        ]),
    },
    { name: "eventJson", type: varchar },
];

/** The name in SQL: quoted, because an id holds dashes. */
export function tableName(storeId: string): string {
    return `main.${identifier(storeId)}`;
}

export function createTable(storeId: string): string {
    return `CREATE TABLE IF NOT EXISTS ${tableName(storeId)} (${columns.map(({ name, type }) => `"${name}" ${duckdbType(type)}`).join(", ")})`;
}

/** All stores' events under one name. */
export function createView(storeIds: readonly string[]): string {
    const parts = storeIds.map((id) => `SELECT * FROM ${tableName(id)}`);
    return `CREATE OR REPLACE VIEW main.events AS ${parts.join(" UNION ALL ")}`;
}

/** The keys of a record that are not their columns' names; the names themselves are in lower case. */
const keys: Readonly<Record<string, string>> = Object.fromEntries(
    [
        ...[
            "eventVersion",
            "eventCategory",
            "eventType",
            "eventID",
            "eventTime",
            "awsRegion",
            "recipientAccountId",
        ],
        ...["updatedFields", "originalUID", "originalEventID", "ingestionTime", "channelARN", "eventData"],
        ...["userIdentity", "principalId", "userAgent", "eventSource", "eventName", "UID"],
        ...["requestParameters", "responseElements", "errorCode", "sourceIPAddress", "additionalEventData"],
    ].map((key) => [key.toLowerCase(), key]),
);
const keyOf = (name: string): string => (name === "errormssage" ? "errorMessage" : (keys[name] ?? name));

/** Fills the columns from the records' JSON. */
export function insertFrom(staging: string, storeId: string): string {
    const fields = columns.slice(0, -1);
    return (
        `INSERT INTO ${tableName(storeId)} SELECT ${valuesOf(fields, keyOf).join(", ")}, json FROM ` +
        `(SELECT ${transformed(fields, keyOf)}, json FROM ${staging} WHERE store = $1 ORDER BY rowid)`
    );
}
