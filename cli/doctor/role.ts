import { SimulatePrincipalPolicyCommand, type EvaluationResult, type IAMClient } from "@aws-sdk/client-iam";
import type { Deployment, Unit } from "../deployment";
import { find, problem, refresh, unless, type Check } from "./check";

interface Needed {
    actions: string[];
    resource: string;
}

/** Whether the function's role may do what the function does, by IAM's own simulation: policies, boundary and the organization's. */
export function roleCheck(iam: IAMClient, deployment: Deployment, unit: Unit): Check {
    const { roleArn } = unit;

    async function simulate({ actions, resource }: Needed): Promise<EvaluationResult[] | undefined> {
        const command = new SimulatePrincipalPolicyCommand({
            ...{ PolicySourceArn: roleArn, ActionNames: actions, ResourceArns: [resource] },
        });
        const found = await find(
            `iam:SimulatePrincipalPolicy on ${roleArn}`,
            iam.send(command),
            /^NoSuchEntity/,
        );
        return found && (found.EvaluationResults ?? []);
    }

    return {
        name: "role",
        async look() {
            const answers = await Promise.all(neededBy(deployment, unit).map(simulate));
            const results = answers.flatMap((answer) => answer ?? []);
            if (results.length === 0) return problem(`The role ${roleArn} is gone.`, refresh);
            const denied = results.filter(({ EvalDecision }) => EvalDecision !== "allowed");
            return unless(
                denied.map((result) => ({
                    what: `The function's role may not ${result.EvalActionName} on ${result.EvalResourceName}: ${whyNot(result)}.`,
                    mend: refresh,
                })),
                "may do what the function does",
            );
        },
    };
}

function whyNot(result: EvaluationResult): string {
    if (result.OrganizationsDecisionDetail?.AllowedByOrganizations === false)
        return "the organization denies it";
    if (result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false)
        return "its permissions boundary does not allow it";
    return result.EvalDecision === "explicitDeny" ? "a policy denies it" : "no policy allows it";
}

function neededBy({ lake, s3, ruleArn }: Deployment, unit: Unit): Needed[] {
    const [, partition, , region, account] = ruleArn.split(":");
    const { destination, queueArn, deadLetterQueueArn, functionLogGroupName } = unit;
    const delivery =
        destination === "s3"
            ? { actions: ["s3:PutObject"], resource: `${s3?.bucketArn}/events/day=2026-01-01/sample.json.gz` }
            : { actions: ["cloudtrail-data:PutAuditEvents"], resource: `${lake?.channelArn}` };
    return [
        delivery,
        { actions: ["sqs:SendMessage"], resource: deadLetterQueueArn },
        {
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resource: `arn:${partition}:logs:${region}:${account}:log-group:${functionLogGroupName}:log-stream:sample`,
        },
        ...(queueArn === undefined
            ? []
            : [
                  {
                      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                      resource: queueArn,
                  },
              ]),
    ];
}
