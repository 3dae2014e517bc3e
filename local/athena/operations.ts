/** Athena's operations that run queries. */
import { only, optional, page, Refused, required, seconds, type Input } from "../http/input";
import { createJobs, type Job, type QueryStatus } from "../jobs";
import { capitalized } from "../values";
import type { Athena, AthenaResult } from "./athena";
import type { WorkgroupSettings } from "./types";

type Query = Job<undefined, AthenaResult>;

/** "Service Quotas" in the Athena user guide: bytes of a query, and how many DML queries run at once. */
const longestStatement = 262_144;
const mostAtOnce = 20;
const largestPage = 1000;

const states: Readonly<Record<QueryStatus, string>> = {
    RUNNING: "RUNNING",
    FINISHED: "SUCCEEDED",
    FAILED: "FAILED",
    CANCELLED: "CANCELLED",
};

const invalid = (message: string) => new Refused("InvalidRequestException", message);

const refused = {
    tooMany: (most: number) =>
        new Refused("TooManyRequestsException", `${most} queries are running; Athena runs no more at once.`),
    notFound: (id: string) => invalid(`QueryExecution ${id} was not found`),
};

export function queryOperations(athena: Athena, workgroup: WorkgroupSettings, clock: () => Date) {
    const jobs = createJobs<undefined, AthenaResult>({
        run: (statement, signal) =>
            athena.query(statement, {
                scanLimit: workgroup.configuration.bytesScannedCutoffPerQuery,
                signal,
            }),
        clock,
        mostAtOnce,
        refused,
    });

    function describe({ id, statement, status, created, ended, ...job }: Query) {
        return {
            QueryExecutionId: id,
            Query: statement,
            StatementType: "DML",
            ManagedQueryResultsConfiguration: { Enabled: keepsResults(workgroup) },
            Status: {
                State: states[status],
                StateChangeReason: job.errorMessage,
                SubmissionDateTime: seconds(created),
                CompletionDateTime: seconds(ended),
            },
            Statistics: {
                DataScannedInBytes: job.result?.bytesScanned ?? 0,
                TotalExecutionTimeInMillis: job.milliseconds,
            },
            WorkGroup: workgroup.name,
            EngineVersion: {
                EffectiveEngineVersion: workgroup.configuration.engineVersion.selectedEngineVersion,
            },
        };
    }

    return {
        StartQueryExecution(input: Input) {
            // SDKs send a token along, in case they repeat the call.
            only(input, "QueryString", "WorkGroup", "ClientRequestToken");
            const statement = required(input, "QueryString");
            if (Buffer.byteLength(statement) > longestStatement)
                throw invalid(`QueryString is longer than ${longestStatement} bytes.`);
            checkWorkgroup(optional(input, "WorkGroup"), workgroup);
            return { QueryExecutionId: jobs.start(statement, undefined).id };
        },
        GetQueryExecution(input: Input) {
            only(input, "QueryExecutionId");
            return { QueryExecution: describe(jobs.find(required(input, "QueryExecutionId"))) };
        },
        BatchGetQueryExecution(input: Input) {
            only(input, "QueryExecutionIds");
            const ids = (input.QueryExecutionIds ?? []) as string[];
            return {
                QueryExecutions: ids.map((id) => describe(jobs.find(id))),
                UnprocessedQueryExecutionIds: [],
            };
        },
        GetQueryResults(input: Input) {
            only(input, "QueryExecutionId", "MaxResults", "NextToken");
            const job = jobs.find(required(input, "QueryExecutionId"));
            if (job.result === undefined)
                throw invalid(
                    job.ended === undefined
                        ? `Query has not yet finished. Current state: ${states[job.status]}`
                        : `Query did not finish successfully. Final query state: ${states[job.status]}`,
                );
            const { columns, rows } = job.result;
            // The names are the first row.
            const all = [columns.map(({ name }) => name), ...rows];
            const { items, NextToken } = page(all, job.id, input, "MaxResults", largestPage);
            return {
                UpdateCount: 0,
                ResultSet: {
                    Rows: items.map((row) => ({
                        Data: row.map((value) => (value === null ? {} : { VarCharValue: value })),
                    })),
                    ResultSetMetadata: { ColumnInfo: columns.map(columnInfo) },
                },
                NextToken,
            };
        },
        StopQueryExecution(input: Input) {
            only(input, "QueryExecutionId");
            const job = jobs.find(required(input, "QueryExecutionId"));
            if (job.ended !== undefined)
                throw invalid(
                    `QueryExecution ${job.id} is in terminal state ${states[job.status]} and cannot be stopped`,
                );
            jobs.cancel(job);
            return {};
        },
        ListQueryExecutions(input: Input) {
            only(input, "WorkGroup", "MaxResults", "NextToken");
            checkWorkgroup(optional(input, "WorkGroup"), workgroup);
            const ids = jobs.all().map(({ id }) => id);
            const { items, NextToken } = page(ids.reverse(), "queries", input, "MaxResults", 50);
            return { QueryExecutionIds: items, NextToken };
        },
        GetWorkGroup(input: Input) {
            only(input, "WorkGroup");
            checkWorkgroup(required(input, "WorkGroup"), workgroup);
            const { name: Name, state: State = "ENABLED", configuration } = workgroup;
            const { enforceWorkgroupConfiguration: EnforceWorkGroupConfiguration, ...more } = configuration;
            const Configuration = { EnforceWorkGroupConfiguration, ...(capitalized(more) as object) };
            return { WorkGroup: { Name, State, Configuration } };
        },
    };
}

function keepsResults({ configuration }: WorkgroupSettings): boolean {
    return configuration.managedQueryResultsConfiguration?.enabled === true;
}

/** `primary` is in every account, and has no place for results here. */
function checkWorkgroup(wanted = "primary", workgroup: WorkgroupSettings): void {
    const { name } = workgroup;
    if (wanted === name && keepsResults(workgroup)) return;
    if (wanted === "primary" || wanted === name)
        throw invalid(
            "No output location provided. An output location is required either through the Workgroup result " +
                `configuration setting or as an API input. (Name the workgroup ${name}.)`,
        );
    throw invalid(`WorkGroup ${wanted} is not found.`);
}

/** `row(a varchar)` is a row to Athena's clients, and `timestamp(3)` a timestamp. */
function columnInfo({ name, type }: { name: string; type: string }) {
    return {
        CatalogName: "hive",
        SchemaName: "",
        TableName: "",
        Name: name,
        Label: name,
        Type: type.replace(/\(.*?\)(?= with|$)/s, ""),
        Precision: 0,
        Scale: 0,
        Nullable: "UNKNOWN",
        CaseSensitive: /^(?:varchar|json)/.test(type),
    };
}
