import {
    AthenaClient,
    GetQueryExecutionCommand,
    GetQueryResultsCommand,
    StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { rowsOf, type Answer, type Progress, type Row } from "./answer";
import { Failure } from "./errors";
import { poll } from "./polling";

export interface Athena {
    run(sql: string, progress?: Progress): Promise<Answer>;
    rows(sql: string): Promise<Row[]>;
}

/** Athena's queries, in a workgroup that keeps their results. */
export function createAthena(region: string, workgroup: string): Athena {
    const client = new AthenaClient({ region });

    /** @returns The bytes that were scanned. */
    function finished(QueryExecutionId: string | undefined, progress: Progress): Promise<number> {
        return poll(async () => {
            const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
            const { State, StateChangeReason } = QueryExecution?.Status ?? {};
            const bytes = QueryExecution?.Statistics?.DataScannedInBytes ?? 0;
            progress(bytes);
            if (State === "QUEUED" || State === "RUNNING") return undefined;
            if (State === "SUCCEEDED") return bytes;
            throw new Failure(
                `Athena's query ${QueryExecutionId} ended ${State}: ${StateChangeReason ?? "for no reason that is given"}.`,
                "If it scans more than the workgroup allows, raise `s3.scanLimitGiB`, or take fewer days at once.",
            );
        });
    }

    async function run(sql: string, progress: Progress = () => undefined): Promise<Answer> {
        const { QueryExecutionId } = await client.send(
            new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: workgroup }),
        );
        const bytesScanned = await finished(QueryExecutionId, progress);
        const rows: (string | null)[][] = [];
        let columns: string[] = [];
        let NextToken: string | undefined;
        do {
            const page = await client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken }));
            columns = page.ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Name }) => Name ?? "") ?? columns;
            for (const { Data = [] } of page.ResultSet?.Rows ?? [])
                rows.push(Data.map(({ VarCharValue }) => VarCharValue ?? null));
            NextToken = page.NextToken;
        } while (NextToken);
        // The first row is the columns' names; but not of what SHOW or DESCRIBE answers.
        const isHead = rows[0]?.every((name, at) => name === columns[at]);
        return { columns, rows: isHead ? rows.slice(1) : rows, bytesScanned };
    }

    return { run, rows: async (sql) => rowsOf(await run(sql)) };
}
