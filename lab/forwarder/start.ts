/** Starts the forwarder or the writer in this process, with clients that stand in for AWS's. */
import Module from "node:module";
import type { Handler } from "../../handler/handling";
import { account, channelArn } from "./events";

type Load = (request: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };

/** The environment of both functions, complete but for what a test or a measurement needs otherwise. */
export const environment = {
    CHANNEL_ARN: channelArn,
    EXTERNAL_ID: undefined,
    DEAD_LETTER_QUEUE_URL: `https://sqs.eu-central-1.amazonaws.com/${account}/dead-letters`,
    EVENT_SOURCE: "onelogin.com",
    BUCKET_NAME: "onelogin-s3-bucket",
    BUCKET_OWNER: account,
    AWS_REGION: "eu-central-1",
};

/** A command of the SDK, as far as a client looks at it. */
class Command<Input> {
    constructor(readonly input: Input) {}
}

/** A client of the SDK that answers as `send` does: THE stand-in for all of them, in one process with the function. */
export function clientOf<Input, Options = unknown>(
    send: (input: Input, options: Options) => unknown,
): new () => { send: (command: Command<Input>, options: Options) => Promise<unknown> } {
    return class {
        async send({ input }: Command<Input>, options: Options): Promise<unknown> {
            return await send(input, options);
        }
    };
}

/** Runs `work` while `require` answers with other modules. */
export function withModules<T>(modules: Record<string, unknown>, work: () => T): T {
    const load = loader._load;
    loader._load = (request, ...rest) => modules[request] ?? load(request, ...rest);
    try {
        return work();
    } finally {
        loader._load = load;
    }
}

type Clients = Partial<
    Record<"CloudTrailDataClient" | "S3Client" | "SecretsManagerClient" | "SQSClient", unknown>
>;

function withEnvironment<T>(variables: Record<string, string | undefined>, work: () => T): T {
    const before = process.env;
    process.env = { ...before, ...variables };
    for (const [name, value] of Object.entries(variables)) if (value === undefined) delete process.env[name];
    try {
        return work();
    } finally {
        process.env = before;
    }
}

/** Runs the callback factory, or what else answers with the handler; the clients are classes of one method, `send`. */
export function startFunction(
    { CloudTrailDataClient, S3Client, SecretsManagerClient, SQSClient }: Clients,
    load: () => Handler,
    variables: Record<string, string | undefined> = {},
): Handler {
    const modules = {
        "@aws-sdk/client-cloudtrail-data": { CloudTrailDataClient, PutAuditEventsCommand: Command },
        "@aws-sdk/client-s3": { S3Client, PutObjectCommand: Command },
        "@aws-sdk/client-secrets-manager": { SecretsManagerClient, GetSecretValueCommand: Command },
        "@aws-sdk/client-sqs": { SQSClient, SendMessageCommand: Command, DeleteMessageBatchCommand: Command },
    };
    return withEnvironment({ ...environment, ...variables }, () => withModules(modules, load));
}
