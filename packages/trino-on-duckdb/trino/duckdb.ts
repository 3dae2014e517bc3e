import { DuckDBInstance } from "@duckdb/node-api";
import { answer, identifier, installInto, nameOf, translate, type Table, type Translation } from "../src";
import type { Answer, Engine } from "./trino";

const elsewhere = "works in Trino; not here";

/** How a refusal says that Trino would answer. */
export const admitted = `: ${elsewhere}.`;
/** How one begins that nobody thought of. */
export const foreign = "The query failed, and DuckDB says why: ";

/** `CREATE TABLE "x" AS …` or `INSERT INTO "schema"."x" …`. */
const filling = /^(CREATE TABLE|INSERT INTO) (?:"([^"]+)"\.)?"([^"]+)" (?:AS )?([^]*)$/;

/** This package on a DuckDB in memory, as an engine; CREATE TABLE x AS … and INSERT INTO x … fill its tables. */
export async function startDuckdb(now: Date): Promise<Engine> {
    const instance = await DuckDBInstance.create(":memory:", { enable_external_access: "false" });
    const connection = await instance.connect();
    await installInto(connection);
    const tables = new Map<string, Table>();
    const translated = (sql: string): Promise<Translation> =>
        translate(sql, { tables: [...tables.values()], now, elsewhere });

    async function fill([, how, schema, name, query]: RegExpExecArray): Promise<Answer> {
        const { sql, columns } = await translated(query);
        // Trino's tables in memory are in its schema "default", which DuckDB does not have.
        if (schema !== undefined) await connection.run(`CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`);
        const names = columns.map((column) => identifier(column.name)).join(", ");
        const [table, as] = [
            `${identifier(schema ?? "main")}.${identifier(name)}`,
            how === "CREATE TABLE" ? "AS" : "",
        ];
        await connection.run(`${how} ${table} ${as} SELECT * FROM (${sql}) AS t(${names})`);
        tables.set(table, { schema, name, columns });
        return { names: [], types: [], rows: [] };
    }

    async function select(statement: string): Promise<Answer> {
        const translation = await translated(statement);
        return {
            names: translation.columns.map(({ name }) => name),
            types: translation.columns.map(({ type }) => nameOf(type)),
            rows: await answer(connection, translation),
        };
    }

    return {
        async answer(sql) {
            try {
                const fills = filling.exec(sql);
                return fills === null ? await select(sql) : await fill(fills);
            } catch (error) {
                return { error: (error as Error).message };
            }
        },
        close: () => instance.closeSync(),
    };
}
