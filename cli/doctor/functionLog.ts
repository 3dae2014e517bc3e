import { FilterLogEventsCommand, type CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { Deployment, Unit } from "../deployment";
import { find, ok, problem, refresh, type Check } from "./check";
import { listOf, objectOf } from "./policy";

const minutes = 60_000;
/** A message that was refused comes again within this time, whatever the function's timeout. */
const span = 100 * minutes;

/** The forwarder's lines about batches, and Lambda's about what failed as a whole. */
const pattern =
    '{ $.message = "batch settled" || $.level = "ERROR" || $.level = "FATAL" || $.record.status = "timeout" || $.record.status = "error" }';

/** So many pages are read, a megabyte each: enough for some thousand batches. */
const mostPages = 20;

/** What the function says that it does: the latest words count. */
export function functionLogCheck(
    logs: CloudWatchLogsClient,
    { region }: Deployment,
    { functionLogGroupName: logGroupName }: Unit,
    now: Date,
): Check {
    async function lines(): Promise<string[] | undefined> {
        const found: string[] = [];
        let nextToken: string | undefined;
        let pages = 0;
        do {
            const command = new FilterLogEventsCommand({
                ...{ logGroupName, filterPattern: pattern, nextToken },
                startTime: now.getTime() - span,
            });
            const page = await find(
                `logs:FilterLogEvents on ${logGroupName}`,
                logs.send(command),
                /^ResourceNotFoundException$/,
            );
            if (page === undefined) return undefined;
            found.push(...(page.events ?? []).map(({ message = "" }) => message));
            nextToken = page.nextToken;
        } while (nextToken !== undefined && ++pages < mostPages);
        return found;
    }

    return {
        name: "function log",
        async look() {
            const found = await lines();
            if (found === undefined) return problem(`The log group ${logGroupName} is gone.`, refresh);
            if (found.length === 0) return ok("nothing in 100 minutes");
            const last = found.slice(-2).map(read);
            const tail = `aws logs tail ${logGroupName} --since 2h --region ${region}`;
            const failure = last.at(-1)?.failure;
            if (failure !== undefined)
                return problem(`The function failed: ${failure}.`, remedyFor(failure) ?? tail);
            // A single retry is ordinary life: throttling, for one.
            const retried = last.every(({ reasons }) => reasons.length > 0) && last.length === 2;
            if (!retried) return ok("the latest batches were delivered");
            const reasons = [...new Set(last.flatMap((line) => line.reasons))].join("; ");
            return problem(`Batches are not delivered, and tried again: ${reasons}.`, tail);
        },
    };
}

/** A line of a batch has the reasons of what is tried again; another is about a failure. */
function read(line: string): { failure?: string; reasons: string[] } {
    const { message, undelivered, record, errorMessage } = objectOf(parse(line));
    if (message === "batch settled")
        return {
            reasons: listOf(undelivered)
                .map(objectOf)
                .filter(({ kind }) => kind !== "rejected")
                .map(({ reason }) => String(reason)),
        };
    const { status } = objectOf(record);
    const said = objectOf(message).errorMessage ?? errorMessage ?? status ?? message;
    return { failure: typeof said === "string" ? said : line.slice(0, 200), reasons: [] };
}

function parse(line: string): unknown {
    try {
        return JSON.parse(line) as unknown;
    } catch {
        return line;
    }
}

function remedyFor(failure: string): string | undefined {
    if (!failure.includes("Cannot find module '@aws-sdk/client-cloudtrail-data'")) return undefined;
    return "npm install @aws-sdk/client-cloudtrail-data, set forwarder.packSdk to true, and run: pulumi up";
}
