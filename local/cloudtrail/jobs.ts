import { randomUUID } from "node:crypto";
import type { Lake, QueryResult } from "../lake";
import { QueryRefusal } from "trino-on-duckdb";
import { Refused } from "./input";

/** The last one no query here gets. */
export const statuses = ["QUEUED", "RUNNING", "FINISHED", "FAILED", "CANCELLED", "TIMED_OUT"] as const;
export type QueryStatus = (typeof statuses)[number];

/** A query that was started. */
export interface Job {
    readonly id: string;
    readonly statement: string;
    /** The event data stores that it reads. */
    readonly storeArns: readonly string[];
    readonly created: Date;
    status: QueryStatus;
    result?: QueryResult;
    errorMessage?: string;
    milliseconds: number;
    readonly abort: AbortController;
}

/** More than this many at once are refused: "Quotas in AWS CloudTrail", the user guide. */
const mostAtOnce = 10;
/** AWS keeps results for seven days; here the latest stay. */
const mostKept = 100;

export interface Jobs {
    /** Starts a query; what it does wrong is in its status, as it would be in AWS. */
    start(statement: string, storeArns: readonly string[]): Job;
    find(id: string): Job;
    cancel(id: string): Job;
    all(): readonly Job[];
}

export function createJobs(lake: Pick<Lake, "query">, clock: () => Date): Jobs {
    const jobs = new Map<string, Job>();
    const unfinished = (job: Job): boolean => job.status === "QUEUED" || job.status === "RUNNING";

    function find(id: string): Job {
        const job = jobs.get(id);
        if (job === undefined) {
            throw new Refused("QueryIdNotFoundException", `The query '${id}' cannot be found.`);
        }
        return job;
    }

    function forgetOld(): void {
        for (const job of jobs.values()) {
            if (jobs.size <= mostKept) {
                return;
            }
            if (!unfinished(job)) {
                jobs.delete(job.id);
            }
        }
    }

    return {
        find,
        all: () => [...jobs.values()],
        start(statement, storeArns) {
            if ([...jobs.values()].filter(unfinished).length >= mostAtOnce) {
                throw new Refused(
                    "MaxConcurrentQueriesException",
                    `${mostAtOnce} queries are running; CloudTrail Lake runs no more at once. Wait for one to end, or cancel one.`,
                );
            }
            const job: Job = {
                id: randomUUID(),
                statement,
                storeArns,
                created: clock(),
                status: "QUEUED",
                milliseconds: 0,
                abort: new AbortController(),
            };
            jobs.set(job.id, job);
            forgetOld();
            void run(lake, job);
            return job;
        },
        cancel(id) {
            const job = find(id);
            if (!unfinished(job)) {
                throw new Refused(
                    "InactiveQueryException",
                    `The query '${id}' cannot be cancelled: it is ${job.status}.`,
                );
            }
            job.status = "CANCELLED";
            job.abort.abort();
            return job;
        },
    };
}

async function run(lake: Pick<Lake, "query">, job: Job): Promise<void> {
    const began = performance.now();
    job.status = "RUNNING";
    try {
        const result = await lake.query(job.statement, job.abort.signal);
        end(job, "FINISHED", { result });
    } catch (error) {
        end(job, "FAILED", {
            errorMessage: error instanceof QueryRefusal ? error.message : `The lake failed: ${String(error)}`,
        });
    }
    job.milliseconds = Math.round(performance.now() - began);
}

/** A query that was cancelled stays so, whatever becomes of it. */
function end(job: Job, status: QueryStatus, outcome: Partial<Job>): void {
    if (job.status === "RUNNING") {
        Object.assign(job, outcome, { status });
    }
}
