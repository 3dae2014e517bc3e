import { DuckDBInstance } from "@duckdb/node-api";
import {
    answer,
    duckdbType,
    identifier,
    installInto,
    map,
    nameOf,
    row,
    timestamp,
    translate,
    varchar,
    type Options,
    type Table,
    type TrinoType,
} from "../src";

/** A table called by an id, as event data stores are. */
export const id = "0b2ee1c5-9a3f-4d5c-8a11-1b2c3d4e5f60";
export const now = new Date("2026-03-10T12:00:00Z");
export const elsewhere = "works elsewhere; not here";

const texts = (...names: string[]): { name: string; type: TrinoType }[] =>
    names.map((name) => ({ name, type: varchar }));

/** Columns of an audit log: texts, a time, nested rows, maps, raw JSON. */
const columns: Table["columns"] = [
    ...texts("eventid"),
    { name: "eventtime", type: timestamp() },
    {
        name: "eventdata",
        type: row([
            ...texts("uid", "eventname"),
            {
                name: "useridentity",
                type: row([
                    ...texts("type", "principalid"),
                    { name: "details", type: map(varchar, varchar) },
                ]),
            },
            { name: "requestparameters", type: map(varchar, varchar) },
        ]),
    },
    ...texts("eventJson"),
];
const tables: readonly Table[] = [
    { name: id, columns },
    { schema: "db", name: "events", columns: [...columns, ...texts("day")] },
];
const record = `'aws-u1', TIMESTAMP '2026-03-10 11:00:00', {'uid': 'u1', 'eventname': 'USER_LOGGED_INTO_ONELOGIN',
    'useridentity': {'type': 'OneLoginUser', 'principalid': '42', 'details': MAP {'account': '7'}},
    'requestparameters': MAP {'app': 'Slack'}}, '{"eventID":"aws-u1","eventData":{"UID":"u1"}}'`;

export interface Answer {
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly rows: readonly (readonly (string | null)[])[];
    readonly tables: readonly string[];
}

export interface Database {
    query(sql: string, options?: Partial<Options>): Promise<Answer>;
    close(): void;
}

/** A database of its own, with both tables and one event in each; afterwards it is locked. */
export async function openDatabase(): Promise<Database> {
    const instance = await DuckDBInstance.create(":memory:", { enable_external_access: "false" });
    const connection = await instance.connect();
    await installInto(connection);
    await connection.run("CREATE SCHEMA db");
    for (const { schema = "main", name, columns: held } of tables) {
        const list = held.map((column) => `${identifier(column.name)} ${duckdbType(column.type)}`);
        await connection.run(`CREATE TABLE ${schema}.${identifier(name)} (${list.join(", ")})`);
    }
    await connection.run(`INSERT INTO main.${identifier(id)} VALUES (${record})`);
    await connection.run(`INSERT INTO db.events VALUES (${record}, '2026-03-10')`);
    await connection.run("SET lock_configuration = true");
    return {
        async query(sql, options = {}) {
            const translation = await translate(sql, { tables, now, elsewhere, ...options });
            const rows = await answer(connection, translation);
            return {
                columns: translation.columns.map(({ name, type }) => ({ name, type: nameOf(type) })),
                rows,
                tables: translation.tables.map((table) => table.name),
            };
        },
        close: () => {
            connection.closeSync();
            instance.closeSync();
        },
    };
}

/** The refusal of a promise: its name and its message. */
export async function failure(promise: Promise<unknown>): Promise<string> {
    return promise.then(
        () => "nothing failed",
        (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
    );
}
