import { DuckDBInstance } from "@duckdb/node-api";
import { identifier, installInto, nameOf, QueryRefusal, resultText, translate, type Table } from "../src";
import type { Engine } from "./trino";

/** This package on a DuckDB in memory, as an engine; CREATE TABLE x AS …, and INSERT INTO x …, fill its tables. */
export async function startDuckdb(now: Date): Promise<Engine> {
    const instance = await DuckDBInstance.create(":memory:", { enable_external_access: "false" });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    await installInto(connection);
    const tables = new Map<string, Table>();

    async function fill(id: string, how: string, query: string) {
        const { sql, columns } = await translate(query, [...tables.values()], now);
        const names = columns.map(({ name }) => identifier(name)).join(", ");
        const as = how === "CREATE TABLE" ? "AS" : "";
        await connection.run(`${how} main.${identifier(id)} ${as} SELECT * FROM (${sql}) AS t(${names})`);
        tables.set(id, { id, columns });
        return { names: [], types: [], rows: [] };
    }

    async function select(statement: string) {
        const { sql, columns } = await translate(statement, [...tables.values()], now);
        const found = (await connection.runAndReadAll(sql)).getRows();
        return {
            names: columns.map(({ name }) => name),
            types: columns.map(({ type }) => nameOf(type)),
            rows: found.map((row) => row.map((value, i) => resultText(value, columns[i].type) ?? null)),
        };
    }

    return {
        async answer(sql) {
            const [, how, id, query] =
                /^(CREATE TABLE|INSERT INTO) "([^"]+)" (?:AS )?([^]*)$/.exec(sql) ?? [];
            try {
                return id === undefined ? await select(sql) : await fill(id, how, query);
            } catch (error) {
                return { error: reasonOf(error as Error) };
            }
        },
        close: () => instance.closeSync(),
    };
}

/** Marks what is in the words of DuckDB, and not of this package. */
export const foreign = "DuckDB: ";

function reasonOf(error: Error): string {
    const ours = /Could not convert string 'trino: ([^]*)' to BOOL/.exec(error.message)?.[1];
    return ours ?? (error instanceof QueryRefusal ? error.message : `${foreign}${error.message}`);
}
