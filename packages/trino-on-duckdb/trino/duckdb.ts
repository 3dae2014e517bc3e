import { DuckDBInstance } from "@duckdb/node-api";
import { answer, identifier, installInto, nameOf, translate, type Table, type Translation } from "../src";
import type { Answer, Engine } from "./trino";

const elsewhere = "works in Trino; not here";

/** How a refusal says that Trino would answer. */
export const admitted = `: ${elsewhere}.`;
/** How one begins that nobody thought of. */
export const foreign = "The query failed, and DuckDB says why: ";

/** This package on a DuckDB in memory, as an engine; CREATE TABLE x AS …, and INSERT INTO x …, fill its tables. */
export async function startDuckdb(now: Date): Promise<Engine> {
    const instance = await DuckDBInstance.create(":memory:", { enable_external_access: "false" });
    const connection = await instance.connect();
    await installInto(connection);
    const tables = new Map<string, Table>();
    const translated = (sql: string): Promise<Translation> =>
        translate(sql, { tables: [...tables.values()], now, elsewhere });

    async function fill(id: string, how: string, query: string): Promise<Answer> {
        const { sql, columns } = await translated(query);
        const names = columns.map(({ name }) => identifier(name)).join(", ");
        const as = how === "CREATE TABLE" ? "AS" : "";
        await connection.run(`${how} main.${identifier(id)} ${as} SELECT * FROM (${sql}) AS t(${names})`);
        tables.set(id, { name: id, columns });
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
            const [, how, id, query] =
                /^(CREATE TABLE|INSERT INTO) "([^"]+)" (?:AS )?([^]*)$/.exec(sql) ?? [];
            try {
                return id === undefined ? await select(sql) : await fill(id, how, query);
            } catch (error) {
                return { error: (error as Error).message };
            }
        },
        close: () => instance.closeSync(),
    };
}
