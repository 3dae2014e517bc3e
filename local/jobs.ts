/** Queries that were started, and are asked for later: what CloudTrail Lake and Athena have in common. */
import { randomUUID } from "node:crypto";
import { QueryRefusal } from "trino-on-duckdb";
import type { QueryResult } from "./duckdb/query";

/** CloudTrail's names. */
export type QueryStatus = "RUNNING" | "FINISHED" | "FAILED" | "CANCELLED";

/** A query that was started; `Details` is what the service notes of it. */
export interface Job<Details, Result extends QueryResult = QueryResult> {
    readonly id: string;
    readonly statement: string;
    readonly details: Details;
    readonly created: Date;
    ended?: Date;
    status: QueryStatus;
    result?: Result;
    errorMessage?: string;
    milliseconds: number;
    /** Characters of its result. */
    size: number;
    readonly abort: AbortController;
}

/** A query that ends as if somebody had cancelled it, for this reason. */
export class QueryCancelled extends Error {}

export interface JobsOptions<Details, Result> {
    run: (statement: string, signal: AbortSignal, details: Details) => Promise<Result>;
    clock: () => Date;
    /** So many queries may run at once. */
    mostAtOnce: number;
    /** What is said of a query that is one too many, or not there. */
    refused: {
        tooMany: (most: number) => Error;
        notFound: (id: string) => Error;
    };
}

/** AWS keeps results for days; here the latest stay: so many, and of so many characters in all. */
const [mostKept, mostCharacters] = [100, 200_000_000];

function charactersOf(rows: QueryResult["rows"]): number {
    let all = 0;
    for (const row of rows) for (const text of row) all += text?.length ?? 0;
    return all;
}

export function createJobs<Details, Result extends QueryResult = QueryResult>({
    run,
    clock,
    mostAtOnce,
    refused,
}: JobsOptions<Details, Result>) {
    const jobs = new Map<string, Job<Details, Result>>();
    const isRunning = ({ status }: Job<Details, Result>) => status === "RUNNING";
    let characters = 0;

    function find(id: string): Job<Details, Result> {
        const job = jobs.get(id);
        if (job === undefined) throw refused.notFound(id);
        return job;
    }

    function forgetOld(): void {
        for (const job of jobs.values()) {
            if (jobs.size <= mostKept && characters <= mostCharacters) return;
            if (isRunning(job)) continue;
            characters -= job.size;
            jobs.delete(job.id);
        }
    }

    /** A query that was cancelled stays so, whatever becomes of it. */
    function end(
        job: Job<Details, Result>,
        status: QueryStatus,
        outcome: Partial<Job<Details, Result>>,
    ): void {
        if (isRunning(job)) Object.assign(job, outcome, { status, ended: clock() });
    }

    async function work(job: Job<Details, Result>): Promise<void> {
        const began = performance.now();
        try {
            const result = await run(job.statement, job.abort.signal, job.details);
            // While it runs, it is not forgotten.
            job.size = charactersOf(result.rows);
            characters += job.size;
            forgetOld();
            end(job, "FINISHED", { result });
        } catch (error) {
            const known = error instanceof QueryRefusal || error instanceof QueryCancelled;
            end(job, error instanceof QueryCancelled ? "CANCELLED" : "FAILED", {
                errorMessage: known ? error.message : `The query failed: ${String(error)}`,
            });
        }
        job.milliseconds = Math.round(performance.now() - began);
    }

    return {
        find,
        /** The latest last. */
        all: () => [...jobs.values()],
        /** Starts a query; what it does wrong is in its status, as it would be in AWS. */
        start(statement: string, details: Details): Job<Details, Result> {
            if ([...jobs.values()].filter(isRunning).length >= mostAtOnce) throw refused.tooMany(mostAtOnce);
            const job: Job<Details, Result> = {
                id: randomUUID(),
                statement,
                details,
                created: clock(),
                status: "RUNNING",
                milliseconds: 0,
                size: 0,
                abort: new AbortController(),
            };
            jobs.set(job.id, job);
            forgetOld();
            void work(job);
            return job;
        },
        /** Of one that has not ended. */
        cancel(job: Job<Details, Result>): void {
            Object.assign(job, { status: "CANCELLED", ended: clock() });
            job.abort.abort();
        },
    };
}
