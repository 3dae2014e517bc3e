import {
    CloudTrailClient,
    DescribeQueryCommand,
    GetQueryResultsCommand,
    StartQueryCommand,
} from "@aws-sdk/client-cloudtrail";
import { Failure } from "./errors";
import { poll } from "./polling";

export type Row = readonly string[];

export interface Lake {
    rows(sql: string): Promise<Row[]>;
    /** Runs a query whose result is delivered to S3. @returns Its id. */
    deliver(sql: string, uri: string): Promise<string>;
}

const remedies: Readonly<Record<string, string>> = {
    ACCESS_DENIED: "Let CloudTrail write to the bucket: its policy is in docs/leave-cloudtrail-lake.md.",
    ACCESS_DENIED_SIGNING_FILE:
        "Let CloudTrail write result_sign.json, too: the bucket's policy is in docs/leave-cloudtrail-lake.md.",
    RESOURCE_NOT_FOUND: "Make the bucket, in the Region of the event data store.",
};

/** CloudTrail Lake's queries. */
export function createLake(region: string): Lake {
    const client = new CloudTrailClient({ region });

    async function start(sql: string, uri?: string): Promise<string> {
        const { QueryId } = await client.send(
            new StartQueryCommand({
                QueryStatement: sql,
                ...(uri === undefined ? {} : { DeliveryS3Uri: uri }),
            }),
        );
        return QueryId as string;
    }

    async function finished(QueryId: string): Promise<void> {
        await poll(async () => {
            const { QueryStatus, ErrorMessage } = await client.send(new DescribeQueryCommand({ QueryId }));
            if (QueryStatus === "QUEUED" || QueryStatus === "RUNNING") return undefined;
            if (QueryStatus === "FINISHED") return true;
            throw new Failure(
                `CloudTrail Lake's query ${QueryId} ended ${QueryStatus}${ErrorMessage ? `: ${ErrorMessage}` : ""}.`,
                "Run the command again: what is done already stays done.",
            );
        });
    }

    return {
        async rows(sql) {
            const QueryId = await start(sql);
            await finished(QueryId);
            const rows: Row[] = [];
            let NextToken: string | undefined;
            do {
                const page = await client.send(new GetQueryResultsCommand({ QueryId, NextToken }));
                for (const row of page.QueryResultRows ?? [])
                    rows.push(row.map((cell) => Object.values(cell)[0]));
                NextToken = page.NextToken;
            } while (NextToken);
            return rows;
        },
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
