/** What the functions call, over HTTP: a channel that asks for an external ID, a locked bucket, a secret, and the dead-letter queue. */
import { createHash } from "node:crypto";
import type { RequestListener } from "node:http";
import { gunzipSync } from "node:zlib";
import { channelPolicy } from "../../components/channelPolicy";
import { readPolicy } from "../../local/aws/iam/policy";
import { createChannelEndpoint } from "../../local/channel/endpoint";
import type { Intercept } from "../../local/channel/types";
import { everybody } from "../../local/deploy/permissions";
import { startServer, type LocalServer } from "../../local/run/server";
import type { AuditRecord } from "../../local/lake";
import { createBucket, type Bucket } from "../../local/s3/bucket";
import { createObjectsEndpoint } from "../../local/s3/endpoint";
import type { InterceptObjects } from "../../local/s3/types";
import { createSecret, createSecretsEndpoint, type Secret } from "../../local/secrets/endpoint";
import { account, channelArn, secretArn } from "./events";
import { environment } from "./start";

export interface SentMessage {
    QueueUrl: string;
    MessageBody: string;
    MessageAttributes: object;
}

export interface Services {
    accepted: AuditRecord[];
    /** Each PutAuditEvents request as it came, the SDK's own retries among them. */
    requests: { url: string; bytes: number }[];
    messages: SentMessage[];
    bucket: Bucket;
    secret: Secret;
    /** Asked for faults at every call; a test may put another in its place. */
    intercept: Intercept;
    interceptObjects: InterceptObjects;
    /** The lines of all objects in the bucket. */
    stored(): string[];
    /** The functions' environment, complete. */
    environment: Record<string, string>;
    stop(): Promise<void>;
}

const channel = {
    arn: channelArn,
    name: "onelogin",
    accountId: account,
    destinations: ["store"],
    source: "OneLogin",
    policy: readPolicy(channelPolicy(channelArn, [], "external-1"), "the channel's policy"),
};

const locked = {
    name: environment.BUCKET_NAME,
    arn: `arn:aws:s3:::${environment.BUCKET_NAME}`,
    account,
    region: "us-east-1",
    policy: undefined,
    versioned: true,
    lock: { mode: "GOVERNANCE", days: 366 },
};

export async function startServices(): Promise<Services> {
    const servers: LocalServer[] = [];
    const services: Services = {
        accepted: [],
        requests: [],
        messages: [],
        bucket: createBucket(locked, () => new Date()),
        secret: createSecret({ arn: secretArn, kmsKeyArn: undefined }),
        intercept: () => undefined,
        interceptObjects: () => undefined,
        environment: {},
        stored: () => services.bucket.list().flatMap(({ body }) => linesOf(body)),
        async stop() {
            for (const { stop } of servers) await stop();
        },
    };
    const listen = async (listener: RequestListener) => {
        const server = await startServer(listener);
        servers.push(server);
        return server.endpoint;
    };
    const endpoint = createChannelEndpoint({
        channels: [channel],
        accept: (events) => Promise.resolve(void services.accepted.push(...events)),
        intercept: (call) => services.intercept(call),
    });
    const cloudTrail = await listen((request, response) => {
        services.requests.push({
            url: request.url ?? "",
            bytes: Number(request.headers["content-length"]),
        });
        endpoint(request, response);
    });
    const s3 = await listen(
        createObjectsEndpoint({
            buckets: [services.bucket],
            permissions: everybody,
            intercept: (call) => services.interceptObjects(call),
        }),
    );
    const secrets = await listen(createSecretsEndpoint(services.secret, everybody));
    const queue = await listen(queueListener(services.messages));
    services.environment = {
        ...environment,
        EXTERNAL_ID: "external-1",
        AWS_ENDPOINT_URL_CLOUDTRAIL_DATA: cloudTrail,
        AWS_ENDPOINT_URL_S3: s3,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets,
        AWS_ENDPOINT_URL_SQS: queue,
        AWS_REGION: locked.region,
        AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret",
    };
    return services;
}

/** `SendMessage` as SQS answers it: the client compares the checksum. */
function queueListener(messages: SentMessage[]): RequestListener {
    return (request, response) => {
        let text = "";
        request.on("data", (chunk: Buffer) => (text += chunk.toString()));
        request.on("end", () => {
            const message = JSON.parse(text) as SentMessage;
            messages.push(message);
            const MD5OfMessageBody = createHash("md5").update(message.MessageBody).digest("hex");
            response.setHeader("content-type", "application/x-amz-json-1.0");
            response.end(JSON.stringify({ MessageId: "1", MD5OfMessageBody }));
        });
    };
}

/** The lines of an object. */
export function linesOf(body: Buffer): string[] {
    return gunzipSync(body).toString().split("\n").slice(0, -1);
}
