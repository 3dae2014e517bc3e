import { duckdbType, identifier, row, varchar, type Table, type TrinoType } from "trino-on-duckdb";
import { columns as columnsInAthena } from "../../handler/columns";
import { readHiveType } from "../athena/hiveType";
import { transformed, valuesOf } from "../duckdb/json";

const texts = (...names: string[]): { name: string; type: TrinoType }[] =>
    names.map((name) => ({ name, type: varchar }));

/** What an event data store has otherwise than the table in Athena. */
const own: Readonly<Partial<Record<string, Table["columns"]>>> = {
    metadata: [
        { name: "addendum", type: row(texts("reason", "updatedfields", "originaluid", "originaleventid")) },
        { name: "metadata", type: row(texts("ingestiontime", "channelarn")) },
    ],
    // The whole record, which OneLogin's published queries read.
    eventjson: texts("eventJson"),
};

/**
 * The columns of an event data store of the category ActivityAuditLog, as "CloudTrail Lake integrations event schema"
 * in the CloudTrail user guide gives them (tests/local/lake/ingest.test.ts has them in full).
 */
export const columns: Table["columns"] = columnsInAthena.flatMap(
    ({ name, type }) => own[name] ?? { name, type: readHiveType(type) },
);

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
