/** The SQL that a run shows: the published queries, or one's own. */
import { readFileSync } from "node:fs";
import { QueryRefusal } from "trino-on-duckdb";
import { queries as titles } from "../../cli/query/text";
import { backTo, daysBack, forAthena, forLake } from "../../queries/texts";
import type { Deployment, Destination } from "../../local/deploy/deployment";
import type { QueryResult } from "../../local/duckdb/query";
import { storeId } from "../../local/lake";
import type { Store } from "../../local/run/store";
import type { Span } from "./sources";
import { UserError } from "../../local/userError";

interface Query {
    name: string;
    /** What it asks: its first comment. */
    title: string;
    sql: string;
}

/** The published queries, and how far back they look if not as far as they say. */
export interface Published {
    queries: Query[];
    /** How many days they look back as published. */
    days: number;
    /** The day that they look back to instead. */
    since?: string;
}

export interface Result extends Pick<Query, "name" | "title">, Pick<QueryResult, "columns" | "rows"> {
    destination: Destination;
}

/** @throws UserError for a file that cannot be read. */
export function ownQueries(files: string[]): Query[] {
    return files.map((file) => {
        try {
            const sql = readFileSync(file, "utf8");
            return { name: file, title: /^-- (.+)$/m.exec(sql)?.[1] ?? "", sql };
        } catch (error) {
            throw new UserError(
                `--query ${file} cannot be read: ${(error as Error).message}.`,
                "Name a file that holds one query.",
            );
        }
    });
}

const millisecondsADay = 86_400_000;

/** A file's events may be older than the queries' window: then it begins with the first of them. */
export function publishedQueries(
    queries: Readonly<Record<string, string>>,
    wanted: string | undefined,
    span: Span | undefined,
): Published {
    const days = daysBack(Object.values(queries).join("\n"));
    const earliest = new Date(Date.now() - days * millisecondsADay).toISOString();
    const since =
        wanted ?? (span !== undefined && span.first < earliest ? span.first.slice(0, 10) : undefined);
    const all = Object.entries(queries).map(([name, sql]) => {
        return { name, title: titles[name].title, sql: since === undefined ? sql : backTo(sql, since) };
    });
    // What people ask first comes first.
    all.sort((a, b) => Number(b.name === "validation") - Number(a.name === "validation"));
    return { queries: all, days, since };
}

/** @throws UserError for a query that would be refused as it is written, in Trino's words. */
export async function checkQueries(store: Store, deployment: Deployment, queries: Query[]): Promise<void> {
    for (const query of queries) await orRefused(query, store.check(statementOf(query, store, deployment)));
}

/** @throws UserError for a query that is refused, in Trino's words. */
export async function runQueries(store: Store, deployment: Deployment, queries: Query[]): Promise<Result[]> {
    const { destination } = store;
    const results: Result[] = [];
    for (const query of queries) {
        const { columns, rows } = await orRefused(query, store.query(statementOf(query, store, deployment)));
        results.push({ destination, name: query.name, title: query.title, columns, rows });
    }
    return results;
}

function statementOf({ sql }: Query, { destination }: Store, { lake, objects }: Deployment): string {
    if (destination === "s3" && objects !== undefined)
        return forAthena(sql, objects.table.databaseName, objects.table.name);
    return lake === undefined ? sql : forLake(sql, storeId(lake.stores[0].arn));
}

async function orRefused<T>({ name }: Query, answer: Promise<T>): Promise<T> {
    try {
        return await answer;
    } catch (error) {
        if (!(error instanceof QueryRefusal)) throw error;
        throw new UserError(`The query ${name} is refused: ${error.message}`, "Correct it.");
    }
}
