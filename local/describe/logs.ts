/** Log groups and their policies, as they were registered, and what was written to them. */
import { only, optional, Refused, required, type Input } from "../http/input";
import { parseJson } from "../http/messages";
import { isObject } from "../values";
import { linesOf, statesOf, type Account, type LogLine } from "./account";
import { insightsOperations } from "./insights";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const policyType = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
/** On a page: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeResourcePolicies.html */
const mostPolicies = 50;

export function logsOperations(account: Account): Record<string, (input: Input) => object> {
    return {
        ...insightsOperations((name) =>
            statesOf(account, groupType, { name }).length === 0 ? undefined : linesOf(account, name),
        ),
        DescribeLogGroups(input) {
            only(input, "logGroupNamePrefix", "limit", "nextToken");
            const prefix = optional(input, "logGroupNamePrefix") ?? "";
            const groups = statesOf(account, groupType).filter(({ name }) => String(name).startsWith(prefix));
            return {
                logGroups: groups.map(({ name, arn, retentionInDays, kmsKeyId }) => ({
                    logGroupName: name,
                    arn: `${String(arn)}:*`,
                    logGroupArn: arn,
                    retentionInDays,
                    kmsKeyId,
                })),
            };
        },
        DescribeResourcePolicies(input) {
            only(input, "policyScope", "resourceArn", "limit", "nextToken");
            if (Number(input.limit ?? 1) > mostPolicies)
                throw new Refused(
                    "InvalidParameterException",
                    `1 validation error detected: Value '${Number(input.limit)}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${mostPolicies}`,
                );
            const resourceArn = optional(input, "resourceArn");
            const policies = statesOf(account, policyType, { resourceArn });
            return {
                resourcePolicies: policies.map(({ policyName, policyDocument }) => ({
                    policyName,
                    policyDocument,
                    resourceArn,
                    policyScope: resourceArn === undefined ? "ACCOUNT" : "RESOURCE",
                })),
            };
        },
        FilterLogEvents(input) {
            only(input, "logGroupName", "startTime", "endTime", "filterPattern", "limit", "nextToken");
            const name = required(input, "logGroupName");
            if (statesOf(account, groupType, { name }).length === 0)
                throw new Refused("ResourceNotFoundException", "The specified log group does not exist.");
            const { startTime = 0, endTime = Infinity } = input as { startTime?: number; endTime?: number };
            const matches = filterOf(optional(input, "filterPattern") ?? "");
            // Documented is that what has the end's own time is in it, and seen that it is not (github.com/aws/aws-cli/issues/4262).
            const found = linesOf(account, name).filter(
                ({ timestamp, message }) => timestamp >= startTime && timestamp < endTime && matches(message),
            );
            const token = optional(input, "nextToken");
            const start = Number(token ?? 0);
            // In AWS any page may be empty, though events come behind it. Here the first one is.
            const page = token === undefined ? [] : firstPage(found.slice(start));
            const end = start + page.length;
            return {
                events: page.map((line) => ({ ...line, logStreamName: "local" })),
                ...(end < found.length ? { nextToken: String(end) } : {}),
            };
        },
    };
}

/** A page holds so many events, and so many bytes: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const [mostEvents, mostBytes] = [10_000, 1_048_576];

function firstPage(lines: readonly LogLine[]): readonly LogLine[] {
    let bytes = 0;
    const end = lines.findIndex(({ message }, at) => {
        bytes += Buffer.byteLength(message);
        return at === mostEvents || (at > 0 && bytes > mostBytes);
    });
    return end < 0 ? lines : lines.slice(0, end);
}

/** Of JSON lines, `{ $.level = "ERROR" || $.record.status = "timeout" }` (CloudWatch Logs user guide, "Filter pattern syntax"); others are refused. */
function filterOf(pattern: string): (message: string) => boolean {
    if (pattern === "") return () => true;
    const tests = (/^\{(.*)\}$/.exec(pattern)?.[1] ?? "").split("||").map((test) => {
        const [, path, value] = /^\s*\$\.([\w.]+)\s*=\s*"([^"]*)"\s*$/.exec(test) ?? [];
        if (path === undefined)
            throw new Refused("InvalidParameterException", `Invalid filter pattern here: ${pattern}`);
        return { path: path.split("."), value };
    });
    return (message) => {
        const line = parseJson(Buffer.from(message));
        return tests.some(({ path, value }) => {
            const found = path.reduce<unknown>(
                (inside, name) => (isObject(inside) ? inside[name] : undefined),
                line,
            );
            return found === value;
        });
    };
}
