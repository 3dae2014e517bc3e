import {
    CloudWatchLogsClient,
    DescribeLogGroupsCommand,
    DescribeResourcePoliciesCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Deployment } from "../deployment";
import { ask, ok, once, present, problem, refresh, type Check, unlessDenied } from "./check";
import { refusalOf } from "./policy";

/** The raw event log, if there is one. */
export function eventLogChecks({ region, eventLogGroupName: name, ruleArn }: Deployment): Check[] {
    if (name === undefined) return [];
    const logs = new CloudWatchLogsClient({ region });
    const findGroup = once(async () => {
        const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
        const { logGroups = [] } = await ask("logs:DescribeLogGroups", logs.send(command));
        return logGroups.find(({ logGroupName }) => logGroupName === name);
    });

    /** Those of the account, at most ten (CloudWatch Logs quotas), and those of the group alone. A page has 50, and no more. */
    async function policies(resourceArn: string): Promise<(string | undefined)[]> {
        const inputs = [{ limit: 50 }, { policyScope: "RESOURCE", resourceArn } as const];
        const answers = await Promise.all(
            inputs.map((input) =>
                ask("logs:DescribeResourcePolicies", logs.send(new DescribeResourcePoliciesCommand(input))),
            ),
        );
        return answers.flatMap(({ resourcePolicies = [] }) =>
            resourcePolicies.map(({ policyDocument }) => policyDocument),
        );
    }

    return [
        {
            name: "raw event log",
            async look() {
                const group = await findGroup();
                if (group === undefined) return problem(`The log group ${name} is gone.`, refresh);
                const { retentionInDays: days } = group;
                return ok(days === undefined ? "kept for ever" : `kept ${days} days`);
            },
        },
        {
            name: "raw event log policy",
            async look() {
                present(await unlessDenied<object | undefined>(findGroup(), {}), "there is no raw event log");
                const groupArn = ruleArn.replace(/:events:(.*?):rule\/.*/, `:logs:$1:log-group:${name}`);
                const documents = await policies(groupArn);
                for (const action of ["logs:CreateLogStream", "logs:PutLogEvents"]) {
                    const refusal = refusalOf(documents, {
                        service: "events.amazonaws.com",
                        action,
                        resource: `${groupArn}:log-stream:sample`,
                        sourceArn: ruleArn,
                    });
                    if (refusal !== undefined)
                        return problem(
                            `EventBridge may not ${action} in ${name}: no policy allows it to this rule.`,
                            refresh,
                        );
                }
                return ok("lets the rule write");
            },
        },
    ];
}
