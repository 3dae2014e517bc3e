/** The queues of the deployed stack, and a real client for them. */
import { SQSClient, type SQSClientConfig } from "@aws-sdk/client-sqs";
import { deployStack } from "../../../lab/stack";
import { type Deployment, unitOf } from "../../../local/deploy/deployment";
import type { Caller } from "../../../local/aws/iam/callers";
import { permissionsOf } from "../../../local/deploy/permissions";
import { startQueues, type Queues } from "../../../local/run/queues";
import type { InterceptQueue } from "../../../local/sqs/types";

export interface Running {
    queues: Queues;
    deployment: Deployment;
    urls: { queue: string; deadLetters: string };
    /** A client that does not try again unless told so. */
    client(caller: Caller, maxAttempts?: number, more?: SQSClientConfig): SQSClient;
    stop(): Promise<void>;
}

/** The error of a call that must not succeed. */
export const errorOf = (call: Promise<unknown>) => call.then(String, (error: Error) => error);

export async function startSqs(
    intercept?: InterceptQueue,
    {
        change = () => undefined,
        now,
    }: { change?: (deployment: Deployment) => unknown; now?: () => number } = {},
): Promise<Running> {
    const deployment = await deployStack();
    change(deployment);
    const permissions = permissionsOf(deployment);
    const queues = await startQueues(deployment, permissions, { intercept, now });
    const clients: SQSClient[] = [];
    const url = (name = "") => `https://sqs.us-east-1.amazonaws.com/${deployment.account}/${name}`;
    return {
        queues,
        deployment,
        urls: {
            queue: url(unitOf(deployment).queue?.name),
            deadLetters: url(unitOf(deployment).deadLetters.name),
        },
        client(caller, maxAttempts = 1, more = {}) {
            const { endpoint } = queues;
            const client = new SQSClient({
                region: deployment.region,
                endpoint,
                useQueueUrlAsEndpoint: false,
                credentials: permissions.callers.credentials(caller),
                maxAttempts,
                ...more,
            });
            clients.push(client);
            return client;
        },
        async stop() {
            for (const client of clients) client.destroy();
            await queues.stop();
        },
    };
}
