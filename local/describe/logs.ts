/** Log groups and their policies, as they were registered, and what was written to them. */
import { only, optional, Refused, required, type Input } from "../http/input";
import { parseJson } from "../http/messages";
import { isObject } from "../values";
import { statesOf, type Account } from "./account";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const policyType = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

export function logsOperations(account: Account): Record<string, (input: Input) => object> {
    return {
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
            const events = (account.logs.get(name) ?? [])
                .filter(
                    ({ timestamp, message }) =>
                        timestamp >= startTime && timestamp <= endTime && matches(message),
                )
                .map((line) => ({ ...line, logStreamName: "local" }));
            return { events };
        },
    };
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
