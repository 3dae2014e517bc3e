import { storeId, UnknownStore, type EventDataStore, type Lake, type LakeResult } from "../lake";
import { QueryRefusal } from "trino-on-duckdb";
import type { Caller } from "../http/signature";
import { only, optional, page, Refused, required, seconds, type Input } from "../http/input";
import { createJobs } from "../jobs";
import type { Bucket } from "../s3/bucket";
import { deliver, deliveryTo, type Delivery } from "./delivery";
import { findStore, isIn } from "./resources";

/** GetQueryResults gives no more at once. */
const largestPage = 1000;

/** More than this many at once are refused: "Quotas in AWS CloudTrail", the user guide. */
const mostAtOnce = 10;

/** The last one no query here gets. */
const statuses: readonly string[] = ["QUEUED", "RUNNING", "FINISHED", "FAILED", "CANCELLED", "TIMED_OUT"];

const refused = {
    tooMany: (most: number) =>
        new Refused(
            "MaxConcurrentQueriesException",
            `${most} queries are running; CloudTrail Lake runs no more at once. Wait for one to end, or cancel one.`,
        ),
    notFound: (id: string) => new Refused("QueryIdNotFoundException", `The query '${id}' cannot be found.`),
};

/** What is noted of a query. */
interface Details {
    /** The event data stores that it reads. */
    storeArns: readonly string[];
    delivery: Delivery | undefined;
    /** The query's own, once it is started. */
    id: string;
}

/** The operations that run queries. */
export function queryOperations(
    lake: Pick<Lake, "query" | "check" | "stores">,
    buckets: readonly Bucket[],
    clock: () => Date,
) {
    const jobs = createJobs<Details, LakeResult>({
        async run(statement, _, details) {
            const result = await lake.query(statement);
            const { delivery, storeArns, id } = details;
            // After the query has finished, as in AWS.
            if (delivery !== undefined)
                setImmediate(() => deliver(delivery, { id, storeArn: storeArns[0], at: clock() }, result));
            return result;
        },
        clock,
        mostAtOnce,
        refused,
    });
    const jobOf = (input: Input) => jobs.find(queryId(input));

    return {
        async StartQuery(input: Input, { region }: Caller) {
            only(input, "QueryStatement", "DeliveryS3Uri");
            const statement = required(input, "QueryStatement");
            const uri = optional(input, "DeliveryS3Uri");
            const stores = await storesOf(lake, statement);
            for (const { arn } of stores) findStore(lake.stores.filter(isIn(region)), arn);
            const delivery = uri === undefined ? undefined : deliveryTo(uri, buckets, stores);
            const details: Details = { storeArns: stores.map(({ arn }) => arn), delivery, id: "" };
            details.id = jobs.start(statement, details).id;
            return { QueryId: details.id };
        },
        DescribeQuery(input: Input) {
            only(input, "QueryId", "EventDataStore");
            const job = jobOf(input);
            const { rows, statistics } = job.result ?? {};
            const { delivery } = job.details;
            const delivered = delivery && { DeliveryS3Uri: delivery.uri, DeliveryStatus: delivery.status };
            return {
                ...delivered,
                QueryId: job.id,
                QueryString: job.statement,
                QueryStatus: job.status,
                QueryStatistics: {
                    EventsMatched: rows?.length ?? 0,
                    EventsScanned: statistics?.eventsScanned ?? 0,
                    BytesScanned: statistics?.bytesScanned ?? 0,
                    ExecutionTimeInMillis: job.milliseconds,
                    CreationTime: seconds(job.created),
                },
                ErrorMessage: job.errorMessage,
            };
        },
        GetQueryResults(input: Input) {
            only(input, "QueryId", "EventDataStore", "MaxQueryResults", "NextToken");
            const job = jobOf(input);
            const { columns = [], rows = [], statistics } = job.result ?? {};
            const { items, ...next } = page(rows, job.id, input, "MaxQueryResults", largestPage);
            return {
                QueryStatus: job.status,
                QueryStatistics: {
                    ResultsCount: items.length,
                    TotalResultsCount: rows.length,
                    BytesScanned: statistics?.bytesScanned ?? 0,
                },
                // One map for each column, in order: two columns may have one name.
                QueryResultRows: items.map((row) => row.map((value, i) => ({ [columns[i].name]: value }))),
                ErrorMessage: job.errorMessage,
                ...next,
            };
        },
        ListQueries(input: Input) {
            only(input, "EventDataStore", "QueryStatus", "MaxResults", "NextToken");
            const { arn } = findStore(lake.stores, required(input, "EventDataStore"));
            const status = statusOf(input);
            const found = jobs
                .all()
                .filter(
                    (job) =>
                        job.details.storeArns.includes(arn) &&
                        (status === undefined || job.status === status),
                );
            const { items, ...next } = page(
                found.reverse(),
                `queries of ${storeId(arn)}`,
                input,
                "MaxResults",
                largestPage,
            );
            return {
                Queries: items.map((job) => ({
                    QueryId: job.id,
                    QueryStatus: job.status,
                    CreationTime: seconds(job.created),
                })),
                ...next,
            };
        },
    };
}

function statusOf(input: Input): string | undefined {
    const status = optional(input, "QueryStatus");
    if (status === undefined || statuses.includes(status)) return status;
    throw new Refused(
        "InvalidQueryStatusException",
        `QueryStatus must be one of ${statuses.join(", ")}, and it is '${status}'.`,
    );
}

function queryId(input: Input): string {
    const id = required(input, "QueryId");
    if (!/^[a-f0-9-]{36}$/.test(id)) {
        throw new Refused(
            "InvalidParameterException",
            `QueryId must be 36 characters of a-f, 0-9 and '-', and it is '${id}'.`,
        );
    }
    return id;
}

/**
 * What can be refused at once: no query at all, or a store that is not there. What else is wrong with a query shows when
 * it runs: it ends FAILED, with the reason.
 */
async function storesOf(lake: Pick<Lake, "check">, statement: string): Promise<readonly EventDataStore[]> {
    try {
        return await lake.check(statement);
    } catch (error) {
        if (error instanceof UnknownStore) {
            throw new Refused("EventDataStoreNotFoundException", error.message);
        }
        if (error instanceof QueryRefusal && error.noQuery) {
            throw new Refused("InvalidQueryStatementException", error.message);
        }
        return [];
    }
}
