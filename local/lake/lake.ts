import { QueryRefusal, translate, UnknownTable, type Table, type Translation } from "trino-on-duckdb";
import { runQuery, type QueryResult } from "../duckdb/query";
import { columns, tableName } from "./columns";
import { openStores } from "./database";
import { stored, type AuditRecord } from "./record";
import { storeId, type EventDataStore } from "./store";
import { createWriter } from "./writer";

/** StartQuery takes no more: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html */
const longestQuery = 10_000;

/** FROM names no event data store. */
export class UnknownStore extends QueryRefusal {
    override readonly name = "UnknownStore";
}

export interface LakeResult extends QueryResult {
    readonly statistics: QueryStatistics;
}

/** Of the event data stores that a query reads, whole: AWS scans less if the query bounds eventTime. */
export interface QueryStatistics {
    readonly eventsScanned: number;
    readonly bytesScanned: number;
}

export interface LakeOptions {
    readonly stores: readonly EventDataStore[];
    /** A DuckDB file that keeps the events; by default they are kept in memory only. */
    readonly file?: string;
    /** What current_timestamp is. */
    readonly clock?: () => Date;
    /** How much DuckDB may hold; by default half of this machine's memory, 4 GB at most. */
    readonly memoryMegabytes?: number;
    /** How long a query may take, a minute by default. */
    readonly secondsAQuery?: number;
}

/** The event data stores of CloudTrail Lake, on one machine. */
export interface Lake {
    readonly stores: readonly EventDataStore[];
    /**
     * Takes events in. Every query that begins afterwards sees them.
     * @throws RangeError an event that cannot be kept, or an unknown store; then none of the events is kept
     */
    ingest(records: readonly AuditRecord[]): Promise<void>;
    /**
     * Runs a query in Trino's SQL.
     * @throws QueryRefusal what the query does wrong, in Trino's words if it has any
     */
    query(sql: string): Promise<LakeResult>;
    /** The stores that a query would read; it is translated, and not run. */
    check(sql: string): Promise<readonly EventDataStore[]>;
    /** The `UID` of every event that a store keeps; one that came twice is there twice. */
    ids(storeArn: string): Promise<string[]>;
    close(): Promise<void>;
}

/** Opens the event data stores: a DuckDB database, queried in Trino's SQL. */
export async function openLake({
    stores,
    file,
    clock = () => new Date(),
    memoryMegabytes,
    secondsAQuery,
}: LakeOptions): Promise<Lake> {
    const ids = new Map(stores.map((store) => [store.arn, storeId(store.arn)]));
    const tables = [...ids.values()].map((name) => ({ name, columns }));
    const database = await openStores([...ids.values()], { file, memoryMegabytes });
    const writer = createWriter(database.writer);

    function idOf(arn: string): string {
        return ids.get(arn) ?? unknownStore(arn);
    }

    async function read(sql: string): Promise<unknown[][]> {
        await writer.flush();
        return (await database.writer.runAndReadAll(sql)).getRows();
    }

    async function scanned(storeIds: readonly string[]): Promise<QueryStatistics> {
        const parts = storeIds.map(
            (id) => `SELECT count(*) AS n, sum(strlen("eventJson")) AS b FROM ${tableName(id)}`,
        );
        const [[events, bytes]] =
            parts.length === 0
                ? [[0, 0]]
                : await read(`SELECT sum(n), sum(b) FROM (${parts.join(" UNION ALL ")})`);
        return { eventsScanned: Number(events), bytesScanned: Number(bytes ?? 0) };
    }

    return {
        stores,
        async ingest(records) {
            await writer.add(
                records.flatMap((record) => {
                    const json = stored(record);
                    return record.storeArns.map((arn) => ({ store: idOf(arn), json }));
                }),
            );
        },
        async query(sql) {
            const translation = await translated(sql, tables, clock());
            await writer.flush();
            const result = await runQuery(database.instance, translation, undefined, secondsAQuery);
            return { ...result, statistics: await scanned(translation.tables.map(({ name }) => name)) };
        },
        async check(sql) {
            const { tables: read } = await translated(sql, tables, clock());
            return stores.filter((store) => read.some(({ name }) => name === idOf(store.arn)));
        },
        async ids(storeArn) {
            return (
                await read(`SELECT struct_extract(eventdata, 'uid') FROM ${tableName(idOf(storeArn))}`)
            ).map(([id]) => String(id));
        },
        async close() {
            await writer.flush();
            database.close();
        },
    };
}

function unknownStore(arn: string): never {
    throw new RangeError(`There is no event data store ${arn} in this lake.`);
}

/** Translates a query of event data stores; AWS's own samples compare eventTime with a text, so that is taken. */
async function translated(sql: string, tables: readonly Table[], now: Date): Promise<Translation> {
    if (sql.length > longestQuery) {
        throw new QueryRefusal(
            `The query has ${sql.length} characters; CloudTrail Lake takes at most ${longestQuery}.`,
            true,
        );
    }
    const elsewhere = "works in CloudTrail Lake and Athena; not in this stand-in";
    try {
        return await translate(sql, { tables, now, elsewhere, textAsTime: true });
    } catch (error) {
        throw error instanceof UnknownTable
            ? new UnknownStore(
                  `Event data store '${error.table}' cannot be found: FROM takes the id of an event data store, or a WITH name.`,
              )
            : error;
    }
}
