/** CloudWatch Logs Insights, as far as the command asks: some fields of each event in a time, in order. */
import { setImmediate } from "node:timers/promises";
import { only, optional, Refused, required, type Input } from "../http/input";
import { createJobs, type QueryStatus } from "../jobs";
import type { LogLine } from "./account";

interface InsightsQuery {
    fields: readonly string[];
    limit: number;
}

/** "Supported logs and discovered fields", the user guide: of a JSON text no more fields are found. */
const mostFields = 200;
/** `limit` takes no more, and is that if it is left out. */
const mostRows = 10_000;

const malformed = (message: string) => new Refused("MalformedQueryException", message);

/** @throws Refused for what CloudWatch Logs Insights does, and this does not. */
function parseQuery(text: string): InsightsQuery {
    let [fields, ordered, limit]: [string[] | undefined, boolean, number] = [undefined, false, mostRows];
    for (const command of text.split("|").map((one) => one.trim())) {
        const [, name, rest = ""] = /^(\w+)\s*([^]*)$/.exec(command) ?? [];
        if (name === "fields" && /^@?[\w.]+(\s*,\s*@?[\w.]+)*$/.test(rest))
            fields = rest.split(",").map((field) => field.trim());
        else if (name === "sort" && rest === "@timestamp asc") ordered = true;
        else if (name === "limit" && /^\d+$/.test(rest) && Number(rest) >= 1 && Number(rest) <= mostRows)
            limit = Number(rest);
        else
            throw malformed(
                `'${command}' is not understood by this stand-in: it knows 'fields' with names, 'sort @timestamp asc' and 'limit' of 1 to ${mostRows}.`,
            );
    }
    if (fields === undefined || !ordered)
        throw malformed("This stand-in runs no query without 'fields' and 'sort @timestamp asc'.");
    return { fields, limit };
}

/** Rows of values, null for a field that an event does not have; `events` are in the order of their time. */
function runQuery(events: readonly LogLine[], query: InsightsQuery): (string | null)[][] {
    return events.slice(0, query.limit).map((event) => {
        const discovered = discoveredIn(event.message);
        return query.fields.map((name) => systemField(event, name) ?? discovered.get(name) ?? null);
    });
}

function systemField({ timestamp, message }: LogLine, name: string): string | undefined {
    if (name === "@message") return message;
    if (name === "@timestamp") return new Date(timestamp).toISOString().replace("T", " ").slice(0, -1);
    return undefined;
}

type Json = string | number | boolean | object | null;

/** The leaves of a message that is JSON, as text, by their paths. */
function discoveredIn(message: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    function discover(value: Json, path: string): void {
        if (found.size >= mostFields || value === null) return;
        if (typeof value === "object")
            for (const [key, member] of Object.entries(value) as [string, Json][])
                discover(member, path ? `${path}.${key}` : key);
        else found.set(path, typeof value === "boolean" ? String(Number(value)) : String(value));
    }
    try {
        discover(JSON.parse(message) as Json, "");
    } catch {
        // Then there are only the fields of the service's own.
    }
    return found;
}

/** More queries at once are refused: "CloudWatch Logs quotas", the user guide. */
const mostAtOnce = 30;

const statuses: Readonly<Record<QueryStatus, string>> = {
    RUNNING: "Running",
    FINISHED: "Complete",
    FAILED: "Failed",
    CANCELLED: "Cancelled",
};

/** What is noted of a query. */
interface Details {
    events: readonly LogLine[];
}

/** @param linesOf What a log group holds; undefined for one that is not there. */
export function insightsOperations(linesOf: (group: string) => readonly LogLine[] | undefined) {
    const jobs = createJobs<Details>({
        async run(text, _, { events }) {
            const query = parseQuery(text);
            // Nobody's query is complete when it is started.
            await setImmediate();
            const columns = query.fields.map((name) => ({ name, type: "varchar" }));
            return { columns, rows: runQuery(events, query) };
        },
        clock: () => new Date(),
        mostAtOnce,
        refused: {
            tooMany: (most) => new Refused("LimitExceededException", `${most} queries are running.`),
            notFound: (id) => new Refused("ResourceNotFoundException", `The query ${id} does not exist.`),
        },
    });
    return {
        StartQuery(this: void, input: Input) {
            only(input, "logGroupName", "startTime", "endTime", "queryString");
            const lines = linesOf(required(input, "logGroupName"));
            if (lines === undefined)
                throw new Refused("ResourceNotFoundException", "The specified log group does not exist.");
            const [from, to] = [secondsOf(input, "startTime"), secondsOf(input, "endTime")];
            if (from > to) throw invalid("endTime must not be before startTime.");
            const text = required(input, "queryString");
            parseQuery(text);
            // "The range is inclusive": the whole of its last second.
            const events = lines
                .filter(({ timestamp }) => timestamp >= from * 1000 && timestamp < (to + 1) * 1000)
                .sort((one, other) => one.timestamp - other.timestamp);
            return { queryId: jobs.start(text, { events }).id };
        },
        GetQueryResults(this: void, input: Input) {
            only(input, "queryId", "nextToken");
            const { details, status, result } = jobs.find(required(input, "queryId"));
            const { columns = [], rows = [] } = result ?? {};
            const start = Number(optional(input, "nextToken") ?? 0);
            // How many rows a page has that is not asked for a number of them AWS does not say: here half of the rest.
            const end = start + Math.ceil((rows.length - start) / 2);
            return {
                status: statuses[status],
                ...(end < rows.length && { nextToken: String(end) }),
                // A field that an event does not have is not in its row.
                results: rows
                    .slice(start, end)
                    .map((row, index) => [
                        ...row.flatMap((value, at) =>
                            value === null ? [] : { field: columns[at].name, value },
                        ),
                        { field: "@ptr", value: String(start + index) },
                    ]),
                statistics: {
                    recordsMatched: details.events.length,
                    recordsScanned: details.events.length,
                    bytesScanned: details.events.reduce(
                        (sum, { message }) => sum + Buffer.byteLength(message),
                        0,
                    ),
                },
            };
        },
    };
}

const invalid = (message: string) => new Refused("InvalidParameterException", message);

function secondsOf(input: Input, member: string): number {
    const value = input[member];
    if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
    throw invalid(`${member} must be a whole number, and it is ${JSON.stringify(value)}.`);
}
