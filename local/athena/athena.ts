import {
    identifier,
    QueryRefusal,
    translate,
    UnknownTable,
    type Table,
    type Translation,
} from "trino-on-duckdb";
import { openDatabase, type DatabaseOptions } from "../duckdb/database";
import { runQuery, type QueryResult } from "../duckdb/query";
import { QueryCancelled } from "../jobs";
import { createDays, preparation } from "./days";
import { readHiveType } from "./hiveType";
import { readProjection, type Projection } from "./projection";
import { linesOf } from "./rows";
import type { Column, ListedObject, ObjectSource, TableSettings } from "./types";

export interface AthenaResult extends QueryResult {
    /** Sizes of the objects of all days that the conditions on the partition key leave, each as often as it is scanned. */
    readonly bytesScanned: number;
}

export interface QuerySettings {
    /** Bytes that the query may scan. */
    readonly scanLimit?: number;
    readonly signal?: AbortSignal;
}

/** One table of objects in S3, queried in Trino's SQL as Athena does. */
export interface Athena {
    readonly table: TableSettings;
    /**
     * @throws QueryRefusal what the query does wrong, or an object that cannot be read, in Athena's words if they are known
     * @throws QueryCancelled if it would scan more than it may
     */
    query(sql: string, settings?: QuerySettings): Promise<AthenaResult>;
    /** @throws QueryRefusal for a query that would be refused as it is written */
    check(sql: string): Promise<void>;
    /** A column's values of all that a query would find, however much it is. */
    column(name: string): Promise<string[]>;
    close(): Promise<void>;
}

export interface AthenaOptions extends Omit<DatabaseOptions, "file"> {
    readonly table: TableSettings;
    readonly objects: ObjectSource;
    /** Why who queries may not see the table in Glue's catalog, if so. */
    readonly denial?: () => string | undefined;
    readonly clock?: () => Date;
}

/** Opens the table: DuckDB in memory, which is given the objects that a query reads, and reaches nothing by itself. */
export async function openAthena(options: AthenaOptions): Promise<Athena> {
    const { table: settings, objects, clock = () => new Date() } = options;
    const columnsOf = (columns: readonly Column[]) =>
        columns.map(({ name, type }) => ({ name, type: readHiveType(type) }));
    const stored = columnsOf(settings.storageDescriptor.columns);
    const columns = [...stored, ...columnsOf(settings.partitionKeys)];
    const table: Table = { name: settings.name, schema: settings.databaseName, columns };
    const nameInDuckdb = `${identifier(settings.databaseName)}.${identifier(settings.name)}`;
    const database = await openDatabase(options, async (writer) => {
        for (const statement of preparation(table)) await writer.run(statement);
    });
    const days = createDays(database.writer, table, settings.partitionKeys[0]?.name ?? "");
    let last: Promise<unknown> = Promise.resolve();

    async function translated(sql: string): Promise<Translation> {
        try {
            return await translate(sql.replace(/;\s*$/, ""), {
                tables: [table],
                now: clock(),
                elsewhere: "works in Athena; not in this stand-in",
            });
        } catch (error) {
            if (!(error instanceof UnknownTable)) throw error;
            throw new QueryRefusal(`TABLE_NOT_FOUND: Table '${error.table}' does not exist`);
        }
    }

    /** Has the days read that the query scans, unless they are too much. */
    async function prepare({ sql }: Pick<Translation, "sql">, scanLimit = Infinity): Promise<number> {
        const denied = options.denial?.();
        if (denied !== undefined)
            throw new QueryRefusal(`Insufficient permissions to execute the query. ${denied}`);
        const projection = readProjection(settings);
        const { bucket, prefix } = projection;
        const found = byDay(projection, await objects.list(bucket, prefix), clock());
        await days.show([...found.keys()]);
        const scanned = (await days.scanned(sql)).filter((day) => found.has(day));
        const bytesOf = (day: string) => (found.get(day) ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
        const bytesScanned = scanned.reduce((sum, day) => sum + bytesOf(day), 0);
        if (bytesScanned > scanLimit) throw new QueryCancelled("Bytes scanned limit was exceeded");
        const lines = async (key: string) =>
            linesOf(`s3://${bucket}/${key}`, await objects.get(bucket, key), stored);
        for (const day of new Set(scanned)) await days.load(day, found.get(day) ?? [], lines);
        return bytesScanned;
    }

    /** One after the other: they write the same tables. */
    function inTurn<T>(work: () => Promise<T>): Promise<T> {
        const done = last.then(work);
        last = done.catch(() => undefined);
        return done;
    }

    return {
        table: settings,
        async query(sql, { scanLimit, signal } = {}) {
            const translation = await translated(sql);
            const bytesScanned =
                translation.tables.length === 0 ? 0 : await inTurn(() => prepare(translation, scanLimit));
            return { ...(await runQuery(database.instance, translation, signal)), bytesScanned };
        },
        check: async (sql) => void (await translated(sql)),
        column: (name) =>
            inTurn(async () => {
                await prepare({ sql: `SELECT * FROM ${nameInDuckdb}` });
                const sql = `SELECT ${identifier(name)} FROM ${nameInDuckdb}`;
                return (await database.writer.runAndReadAll(sql)).getRows().map(([value]) => String(value));
            }),
        async close() {
            await last;
            database.close();
        },
    };
}

function byDay(
    projection: Projection,
    listed: readonly ListedObject[],
    now: Date,
): Map<string, ListedObject[]> {
    const found = new Map<string, ListedObject[]>();
    for (const object of listed) {
        const day = projection.dayOf(object.key, now);
        if (day === undefined) continue;
        const objects = found.get(day);
        if (objects === undefined) found.set(day, [object]);
        else objects.push(object);
    }
    return found;
}
