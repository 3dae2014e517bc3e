import {
    CloudTrailClient,
    DescribeQueryCommand,
    GetQueryResultsCommand,
    StartQueryCommand,
} from "@aws-sdk/client-cloudtrail";
import { rowsOf, type Answer, type Progress, type Row } from "./answer";
import { Failure } from "./errors";
import { poll } from "./polling";

export interface Lake {
    run(sql: string, progress?: Progress): Promise<Answer>;
    rows(sql: string): Promise<Row[]>;
    /** Runs a query whose result is delivered to S3. @returns Its id. */
    deliver(sql: string, uri: string): Promise<string>;
}

const [writable, there] = [
    "Let CloudTrail write to the bucket: its policy is in docs/leave-cloudtrail-lake.md.",
    "Make the bucket, in the Region of the event data store.",
];
/** By the status of a delivery, and by the errors with which a query that cannot be delivered is not even started. */
const remedies: Readonly<Record<string, string>> = {
    ACCESS_DENIED: writable,
    InsufficientS3BucketPolicyException: writable,
    ACCESS_DENIED_SIGNING_FILE:
        "Let CloudTrail write result_sign.json, too: the bucket's policy is in docs/leave-cloudtrail-lake.md.",
    RESOURCE_NOT_FOUND: there,
    S3BucketDoesNotExistException: there,
    MaxConcurrentQueriesException: "Run the command again once others' queries have ended.",
};

/**
 * Milliseconds to wait for one of the account's ten queries to end, those of dashboards and other people among them:
 * "wait a minute" (CloudTrail API reference, MaxConcurrentQueriesException).
 */
const usualPatience = 60_000;

/** CloudTrail Lake's queries. */
export function createLake(region: string, patience = usualPatience): Lake {
    const client = new CloudTrailClient({ region });

    async function start(sql: string, uri?: string): Promise<string> {
        const end = Date.now() + patience;
        return poll(async () => {
            try {
                const command = new StartQueryCommand({
                    QueryStatement: sql,
                    ...(uri === undefined ? {} : { DeliveryS3Uri: uri }),
                });
                return (await client.send(command)).QueryId ?? "";
            } catch (error) {
                const { name, message } = error as Error;
                if (name === "MaxConcurrentQueriesException" && Date.now() < end) return undefined;
                throw name in remedies ? new Failure(message, remedies[name]) : error;
            }
        });
    }

    /** @returns The bytes that were scanned. */
    function finished(QueryId: string, progress: Progress = () => undefined): Promise<number> {
        return poll(async () => {
            const described = await client.send(new DescribeQueryCommand({ QueryId }));
            const { QueryStatus, ErrorMessage, QueryStatistics } = described;
            const bytes = QueryStatistics?.BytesScanned ?? 0;
            progress(bytes);
            if (QueryStatus === "QUEUED" || QueryStatus === "RUNNING") return undefined;
            if (QueryStatus === "FINISHED") return bytes;
            throw new Failure(
                `CloudTrail Lake's query ${QueryId} ended ${QueryStatus}${ErrorMessage ? `: ${ErrorMessage}` : ""}.`,
                "Correct it if it is your own; else run the command again: what is done already stays done.",
            );
        });
    }

    async function run(sql: string, progress?: Progress): Promise<Answer> {
        const QueryId = await start(sql);
        const bytesScanned = await finished(QueryId, progress);
        const rows: Record<string, string>[][] = [];
        let NextToken: string | undefined;
        do {
            const page = await client.send(new GetQueryResultsCommand({ QueryId, NextToken }));
            rows.push(...(page.QueryResultRows ?? []));
            NextToken = page.NextToken;
        } while (NextToken);
        return {
            // Only rows name the columns.
            columns: (rows[0] ?? []).map((cell) => Object.keys(cell)[0]),
            rows: rows.map((row) => row.map((cell) => Object.values(cell)[0] ?? null)),
            bytesScanned,
        };
    }

    return {
        run,
        rows: async (sql) => rowsOf(await run(sql)),
        async deliver(sql, uri) {
            const queryId = await start(sql, uri);
            await finished(queryId);
            await poll(async () => {
                const { DeliveryStatus } = await client.send(new DescribeQueryCommand({ QueryId: queryId }));
                if (DeliveryStatus === "SUCCESS") return true;
                if (DeliveryStatus === "PENDING" || DeliveryStatus === undefined) return undefined;
                throw new Failure(
                    `CloudTrail could not deliver the result of query ${queryId} to ${uri}: ${DeliveryStatus}.`,
                    remedies[DeliveryStatus] ?? "Run the command again: what is done already stays done.",
                );
            });
            return queryId;
        },
    };
}
