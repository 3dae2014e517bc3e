import {
    AthenaClient,
    GetQueryExecutionCommand,
    GetQueryResultsCommand,
    StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { Failure } from "./errors";
import type { Row } from "./lake";
import { poll } from "./polling";

export interface Athena {
    rows(sql: string): Promise<Row[]>;
}

/** Athena's queries, in a workgroup that keeps their results. */
export function createAthena(region: string, workgroup: string): Athena {
    const client = new AthenaClient({ region });

    async function run(sql: string): Promise<string> {
        const { QueryExecutionId } = await client.send(
            new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: workgroup }),
        );
        await poll(async () => {
            const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
            const { State, StateChangeReason } = QueryExecution?.Status ?? {};
            if (State === "QUEUED" || State === "RUNNING") return undefined;
            if (State === "SUCCEEDED") return true;
            throw new Failure(
                `Athena's query ${QueryExecutionId} ended ${State}: ${StateChangeReason ?? "for no reason that is given"}.`,
                "If it scans more than the workgroup allows, raise `s3.scanLimitGiB`, or take fewer days at once.",
            );
        });
        return QueryExecutionId as string;
    }

    return {
        async rows(sql) {
            const QueryExecutionId = await run(sql);
            const rows: Row[] = [];
            let NextToken: string | undefined;
            do {
                const page = await client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken }));
                for (const { Data = [] } of page.ResultSet?.Rows ?? [])
                    rows.push(Data.map(({ VarCharValue }) => VarCharValue ?? ""));
                NextToken = page.NextToken;
            } while (NextToken);
            // The first row of a SELECT's first page is its columns' names.
            return rows.slice(1);
        },
    };
}
