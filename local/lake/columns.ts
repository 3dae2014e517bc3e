import type { Table } from "../trino/context";
import { duckdbType, identifier, map, row, timestamp, varchar, type TrinoType } from "../trino/types";

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

/** The name in SQL: quoted, for an id holds dashes. */
export function tableName(storeId: string): string {
    return `main.${identifier(storeId)}`;
}

export function createTable(storeId: string): string {
    return `CREATE TABLE IF NOT EXISTS ${tableName(storeId)} (${columns.map(({ name, type }) => `"${name}" ${duckdbType(type)}`).join(", ")})`;
}

/** Fills the columns from a record's flat form (record.ts), which `json_transform` reads in one pass. */
export function insertFrom(staging: string, storeId: string): string {
    const typed = columns.slice(0, -1);
    const shape = `{${typed.map(({ name, type }) => `"${name}":${jsonShape(type)}`).join(",")}}`;
    const fields = typed.map(({ name }) => `struct_extract(r, '${name}')`).join(", ");
    return (
        `INSERT INTO ${tableName(storeId)} SELECT ${fields}, json FROM ` +
        `(SELECT json_transform(flat, '${shape}') AS r, json FROM ${staging} WHERE store = $1 ORDER BY rowid)`
    );
}

function jsonShape(type: TrinoType): string {
    return type.kind === "row"
        ? `{${type.fields.map((field) => `"${field.name}":${jsonShape(field.type)}`).join(",")}}`
        : `"${duckdbType(type)}"`;
}
