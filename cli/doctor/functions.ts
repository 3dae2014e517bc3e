import {
    GetFunctionConcurrencyCommand,
    GetFunctionConfigurationCommand,
    GetPolicyCommand,
    ListEventSourceMappingsCommand,
    type LambdaClient,
} from "@aws-sdk/client-lambda";
import type { Deployment, Unit } from "../deployment";
import { ask, find, ok, once, present, problem, refresh, unless, type Check } from "./check";
import { refusalOf } from "./policy";

const notFound = /^ResourceNotFoundException$/;
const noFunction = "there is no function";

/** The handler is made for Node 24, and later runtimes have what it uses. */
const runtimes = /^nodejs(2[4-9]|[3-9]\d)\.x$/;

/** A unit's function, and what invokes it. */
export function functionChecks(lambda: LambdaClient, deployment: Deployment, unit: Unit): Check[] {
    const { region, ruleArn } = deployment;
    const { functionName: name, functionArn: arn, queueArn, deadLetterQueueArn } = unit;
    const log = `aws logs tail ${unit.functionLogGroupName} --since 1h --region ${region}`;
    const configuration = once(() =>
        find(
            `lambda:GetFunctionConfiguration on ${arn}`,
            lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
            notFound,
        ),
    );

    async function mapping() {
        const command = new ListEventSourceMappingsCommand({ EventSourceArn: queueArn });
        const { EventSourceMappings = [] } = await ask(
            "lambda:ListEventSourceMappings",
            lambda.send(command),
        );
        const found = EventSourceMappings.find(({ FunctionArn = "" }) => FunctionArn.startsWith(arn));
        if (found === undefined) return problem(`Nothing reads the queue for ${name}.`, refresh);
        const { UUID, State = "", LastProcessingResult = "", FunctionResponseTypes = [] } = found;
        return unless(
            [
                !/^(Enabled|Enabling|Creating|Updating)$/.test(State) && {
                    what: `The mapping that reads the queue is ${State}: events wait.`,
                    mend: `aws lambda update-event-source-mapping --uuid ${UUID} --enabled --region ${region}`,
                },
                LastProcessingResult.startsWith("PROBLEM") && {
                    what: `Lambda cannot read the queue: ${LastProcessingResult}.`,
                    mend: log,
                },
                !FunctionResponseTypes.includes("ReportBatchItemFailures") && {
                    what: "Lambda deletes whole batches, whatever was not delivered: ReportBatchItemFailures is off.",
                    mend: refresh,
                },
            ],
            State.toLowerCase(),
        );
    }

    async function permission() {
        present(await configuration(), noFunction);
        const found = await find(
            `lambda:GetPolicy on ${arn}`,
            lambda.send(new GetPolicyCommand({ FunctionName: name })),
            notFound,
        );
        const refusal = refusalOf([found?.Policy], {
            service: "events.amazonaws.com",
            action: "lambda:InvokeFunction",
            resource: arn,
            sourceArn: ruleArn,
        });
        if (refusal === undefined) return ok("lets the rule invoke");
        return problem(`The rule may not invoke ${name}: its policy ${refusal}.`, refresh);
    }

    return [
        queueArn === undefined
            ? { name: "invoke permission", look: permission }
            : { name: "mapping", look: mapping },
        {
            name: "function",
            async look() {
                const found = await configuration();
                if (found === undefined) return problem(`The function ${name} is gone.`, refresh);
                const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = found;
                const { Runtime = "", DeadLetterConfig } = found;
                return unless(
                    [
                        State === "Failed" && {
                            what: `The function cannot run: ${StateReason}.`,
                            mend: refresh,
                        },
                        LastUpdateStatus === "Failed" && {
                            what: `The function's last update failed: ${LastUpdateStatusReason}.`,
                            mend: refresh,
                        },
                        !runtimes.test(Runtime) && {
                            what: `The function runs on ${Runtime}, and needs Node 24.`,
                            mend: refresh,
                        },
                        queueArn === undefined &&
                            DeadLetterConfig?.TargetArn !== deadLetterQueueArn && {
                                what: "What the function fails on is not dead-lettered.",
                                mend: refresh,
                            },
                    ],
                    `${State}, on ${Runtime}`,
                );
            },
        },
        {
            name: "concurrency",
            async look() {
                const found = await find(
                    `lambda:GetFunctionConcurrency on ${arn}`,
                    lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name })),
                    notFound,
                );
                const { ReservedConcurrentExecutions: reserved } = present(found, noFunction);
                if (reserved !== 0) return ok(reserved === undefined ? "unreserved" : `${reserved} reserved`);
                return problem(
                    `The reserved concurrency of ${name} is 0: it is never invoked.`,
                    `aws lambda delete-function-concurrency --function-name ${name} --region ${region}`,
                );
            },
        },
    ];
}
