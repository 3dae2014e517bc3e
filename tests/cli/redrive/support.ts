import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import { codeOf } from "../../../cli/program";
import { redrive } from "../../../cli/redrive/command";
import type { RedriveOptions } from "../../../cli/redrive/sources";
import { sqsIn } from "../../../cli/sqs";
import { evaluateStack } from "../../../lab/stack";
import type { Policy } from "../../../local/aws/iam/policy";
import { deploymentOf, unitOf, type Deployment, type Unit } from "../../../local/deploy/deployment";
import { permissionsOf } from "../../../local/deploy/permissions";
import { startQueues, type Queues } from "../../../local/run/queues";
import type { InterceptQueue } from "../../../local/sqs/types";
import { outputsFile } from "../outputs";
import { keptTerminal } from "../terminal";
import { everything } from "../policies";
import { both, waitForNothing } from "../support";
import { withVariables } from "../variables";

type Attributes = Record<string, string>;

/** The queues of a stack, and the command's environment, which leads to them. */
export interface World {
    deployment: Deployment;
    unit: Unit;
    queues: Queues;
    /** The file of the stack's outputs. */
    outputs: string;
    /** Decides about the calls of SQS from now on. */
    intercept(decide: InterceptQueue | undefined): void;
    /** Gives the operator a policy instead of an administrator's. */
    permit(policy: Policy): void;
    /** Presses Ctrl+C at each call of an action. */
    interruptAt(action: string): void;
    /** Sends dead letters as the function, EventBridge or anybody does. */
    bury(bodies: readonly string[], attributes?: Attributes): Promise<void>;
    /** What the queue and the dead-letter queue hold. */
    bodies(): { queue: string[]; deadLetters: string[] };
    called(answer: boolean | undefined, options?: RedriveOptions): Promise<Called>;
    /** Empties both queues. */
    clear(): Promise<void>;
    close(): Promise<void>;
}

export interface Called {
    code: number;
    printed: string;
    noted: string;
    asked: string[];
}

export async function worldOf(): Promise<World> {
    const evaluated = await evaluateStack(both);
    const deployment = deploymentOf(evaluated);
    const unit = unitOf(deployment);
    const permissions = permissionsOf(deployment, undefined, () => operators);
    let decide: InterceptQueue | undefined;
    let operators = everything;
    const queues = await startQueues(deployment, permissions, {
        intercept(call) {
            waitForNothing(call);
            return decide?.(call);
        },
    });
    const others = process.listeners("SIGINT");
    const outputs = outputsFile(evaluated.outputs);
    const credentials = permissions.callers.credentials("operator");
    const restore = withVariables({
        AWS_ENDPOINT_URL_SQS: queues.endpoint,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    });
    const client = sqsIn(deployment.region);
    return {
        ...{ deployment, unit, queues, outputs },
        intercept: (other) => (decide = other),
        permit: (policy) => void (operators = policy),
        interruptAt: (action) =>
            void (decide = (call) => {
                if (call.action === action) interrupt(others);
                return undefined;
            }),
        bury: (bodies, attributes) => queues.as("events").send(unit.deadLetters, [...bodies], attributes),
        bodies: () => ({
            queue: (unit.queue ? queues.bodies(unit.queue) : []).map(({ body }) => body),
            deadLetters: queues.bodies(unit.deadLetters).map(({ body }) => body),
        }),
        async called(answer, options = {}) {
            const terminal = keptTerminal(answer);
            // Nobody reads the queue: there is nothing to wait for.
            const call = redrive({ outputs, destination: unit.destination, ...options }, terminal, {
                patience: 0,
            });
            const code = await call.catch((error: Error) => codeOf(error, terminal));
            const { printed, noted, asked } = terminal;
            return { code, printed: printed.join("\n"), noted: noted.join("\n"), asked };
        },
        async clear() {
            for (const { name } of [unit.deadLetters, unit.queue ?? unit.deadLetters])
                await client.send(new PurgeQueueCommand({ QueueUrl: `http://x/${name}` }));
        },
        async close() {
            client.destroy();
            restore();
            await queues.stop();
        },
    };
}

/** As Node does it, but mocha would end, too. */
function interrupt(others: readonly unknown[]): void {
    for (const stop of process.listeners("SIGINT")) if (!others.includes(stop)) stop("SIGINT");
}

/** As each writes its reasons. */
export const reasons = {
    function: { reason: "rejected by CloudTrail Lake", errorCode: "InvalidData", errorMessage: "not today" },
    events: { RULE_ARN: "arn", TARGET_ARN: "arn", ERROR_CODE: "NO_PERMISSIONS", ERROR_MESSAGE: "denied" },
    lambda: { RequestID: "1", ErrorCode: "200", ErrorMessage: "The event was not delivered" },
} satisfies Record<string, Attributes>;
