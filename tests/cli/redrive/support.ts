import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import { codeOf } from "../../../cli/program";
import { redrive } from "../../../cli/redrive/command";
import type { RedriveOptions } from "../../../cli/redrive/sources";
import { sqsIn } from "../../../cli/sqs";
import { unitOf, type QueueSettings } from "../../../local/deploy/deployment";
import type { Queues } from "../../../local/run/queues";
import { startLocal, type Called, type Local } from "../support";
import { keptTerminal } from "../terminal";

type Attributes = Record<string, string>;

/** A pipeline that runs, and the dead letters of CloudTrail Lake's function. */
export interface World extends Local {
    queue: QueueSettings;
    deadLetters: QueueSettings;
    queues: Queues;
    /** Presses Ctrl+C at each call of an action. */
    interruptAt(action: string): void;
    /** Sends dead letters as the function, EventBridge or anybody does. */
    bury(bodies: readonly string[], attributes?: Attributes): Promise<void>;
    /** What the queue and the dead-letter queue hold. */
    bodies(): { queue: string[]; deadLetters: string[] };
    /** Calls the command an hour from now, and does not wait for what comes back. */
    called(answer: boolean | undefined, options?: RedriveOptions): Promise<Called>;
    /** Empties both queues. */
    clear(): Promise<void>;
}

export async function startWorld(): Promise<World> {
    const local = await startLocal();
    const { queues } = local.pipeline;
    const { destination, queue, deadLetters } = unitOf(local.deployment);
    if (queue === undefined) throw new Error("No queue stands before the function.");
    const bodiesIn = (settings: QueueSettings) => queues.bodies(settings).map(({ body }) => body);
    const others = process.listeners("SIGINT");
    return Object.assign(local, {
        ...{ queue, deadLetters, queues },
        interruptAt: (action: string) =>
            void (local.hooks.queues = (call) => {
                if (call.action === action) interrupt(others);
                return undefined;
            }),
        bury: (bodies: readonly string[], attributes?: Attributes) =>
            queues.as("events").send(deadLetters, [...bodies], attributes),
        bodies: () => ({ queue: bodiesIn(queue), deadLetters: bodiesIn(deadLetters) }),
        async called(answer: boolean | undefined, options: RedriveOptions = {}) {
            const terminal = keptTerminal(answer);
            const call = redrive({ outputs: local.outputs, destination, ...options }, terminal, {
                ...{ now: Date.now() + 3_600_000, patience: 0 },
            });
            return { code: await call.catch((error: Error) => codeOf(error, terminal)), ...terminal };
        },
        async clear() {
            const client = sqsIn(local.deployment.region);
            for (const { name } of [deadLetters, queue])
                await client.send(new PurgeQueueCommand({ QueueUrl: `http://x/${name}` }));
            client.destroy();
        },
    });
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
