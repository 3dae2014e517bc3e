import type { DuckDBConnection } from "@duckdb/node-api";
import { duckdbType, identifier, type Table, type TrinoType } from "trino-on-duckdb";
import { stage, transformed, valuesOf } from "../duckdb/json";
import type { ListedObject } from "./types";

/** DuckDB's schema of the days' tables, which no query can name. */
const schema = "days";
const dayTable = (day: string) => `${schema}.${identifier(day)}`;
const staging = "temp.staging";
/** A day that the table has no object of, so that the view always has a part. */
const none = "0001-01-01";

/** Rows that wait, at most, before they are put into columns: the cost is by the statement more than by the row. */
const largestBatch = 4000;

const identity = (name: string) => name;

/** The statements that make a database ready for `createDays`. */
export function preparation({ schema: database = "" }: Table): string[] {
    return [
        `CREATE SCHEMA ${schema}`,
        `CREATE SCHEMA ${identifier(database)}`,
        // What columns hold is nothing that Athena knows beforehand: only the day leaves out days.
        "SET GLOBAL disabled_optimizers = 'common_subexpressions,statistics_propagation'",
    ];
}

/**
 * The table's rows in DuckDB, a table for each day: then DuckDB itself says which days a query can leave out, as Athena
 * leaves out partitions. What it says is near to what Athena scans, not the same: with a function or a cast of the day on
 * the column's side, either may read days that the other leaves out. The rows that are found do not depend on it.
 */
export function createDays(connection: DuckDBConnection, table: Table, key: string) {
    const columns = table.columns.filter(({ name }) => name !== key);
    const loaded = new Map<string, Map<string, string>>();
    let shown = "";

    async function make(day: string): Promise<void> {
        const typed = columns.map(({ name, type }) => `${identifier(name)} ${duckdbType(type)}`);
        await connection.run(`CREATE OR REPLACE TABLE ${dayTable(day)} (${typed.join(", ")})`);
        loaded.set(day, new Map());
    }

    return {
        /** Makes the view over the days that there are; nothing is read yet. */
        async show(days: readonly string[]): Promise<void> {
            const all = days.length === 0 ? [none] : days;
            for (const day of all) if (!loaded.has(day)) await make(day);
            const parts = all.map((day) => `SELECT *, '${day}' AS ${identifier(key)} FROM ${dayTable(day)}`);
            const view = parts.join(" UNION ALL ");
            if (view === shown) return;
            const name = `${identifier(table.schema ?? "main")}.${identifier(table.name)}`;
            await connection.run(`CREATE OR REPLACE VIEW ${name} AS ${view}`);
            shown = view;
        },
        /** The days that a statement scans, each as often as it does. */
        async scanned(sql: string): Promise<string[]> {
            const plan = await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${sql}`);
            return tablesIn(JSON.parse(String(plan.getRows()[0][1])) as Plan[]);
        },
        /** Puts the lines of what is not in the day's table yet there. */
        async load(
            day: string,
            objects: readonly ListedObject[],
            linesOf: (key: string) => Promise<string[]>,
        ): Promise<void> {
            const current = new Map(objects.map(({ key: name, version }) => [name, version]));
            const before = loaded.get(day) ?? new Map<string, string>();
            // What went, or was written again, is not in a table that only grows.
            if ([...before].some(([name, version]) => current.get(name) !== version)) await make(day);
            const there = loaded.get(day) as Map<string, string>;
            let waiting: { objects: ListedObject[]; lines: string[] } = { objects: [], lines: [] };
            const flush = async () => {
                await insert(connection, day, waiting.lines, columns);
                for (const { key: name, version } of waiting.objects) there.set(name, version);
                waiting = { objects: [], lines: [] };
            };
            for (const object of objects.filter(({ key: name }) => !there.has(name))) {
                waiting.lines = waiting.lines.concat(await linesOf(object.key));
                waiting.objects.push(object);
                if (waiting.lines.length >= largestBatch) await flush();
            }
            if (waiting.objects.length > 0) await flush();
        },
    };
}

interface Plan {
    readonly extra_info?: { readonly Table?: string };
    readonly children?: readonly Plan[];
}

/** `memory."days"."2026-11-27"` → `2026-11-27`. */
function tablesIn(plans: readonly Plan[]): string[] {
    return plans.flatMap(({ extra_info: info, children = [] }) => [
        ...(/\."?days"?\."?([\d-]{10})"?$/.exec(info?.Table ?? "")?.slice(1) ?? []),
        ...tablesIn(children),
    ]);
}

async function insert(
    connection: DuckDBConnection,
    day: string,
    lines: readonly string[],
    columns: readonly { name: string; type: TrinoType }[],
): Promise<void> {
    await connection.run(`CREATE OR REPLACE TEMP TABLE staging (json VARCHAR)`);
    await stage(
        connection,
        lines.map((line) => [line]),
    );
    await connection.run(
        `INSERT INTO ${dayTable(day)} SELECT ${valuesOf(columns, identity).join(", ")} FROM ` +
            `(SELECT ${transformed(columns, identity)} FROM ${staging} ORDER BY rowid)`,
    );
}
