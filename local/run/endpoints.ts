import type { IncomingMessage, RequestListener } from "node:http";
import { limits } from "../../handler/limits";
import { createCloudWatchEndpoint } from "../cloudwatch/endpoint";
import type { Metrics } from "../cloudwatch/metrics";
import type { Deployment } from "../deploy/deployment";
import type { Permissions } from "../deploy/permissions";
import { createAccount, describingServices, type Account } from "../describe";
import { eventsOperations } from "../describe/events";
import { putEventsOperation } from "../events/endpoint";
import { createJsonService } from "../http/jsonService";
import { createNotServed, serviceOf } from "../http/notServed";
import { createLambdaEndpoint, type LambdaEndpointOptions } from "../lambda/endpoint";
import { startLakeStore, type LakeOptions, type LakeStore } from "./lakeStore";
import { startObjectStore, type ObjectOptions, type ObjectStore } from "./objectStore";
import { createSecret, createSecretsEndpoint, type Secret } from "../secrets/endpoint";
import { startServer } from "./server";
import type { Store } from "./store";

/** AWS on one machine, except SQS: the services that people call on one port, and what the functions deliver to. */
export interface Services {
    endpoint: string;
    account: Account;
    lake: LakeStore | undefined;
    objects: ObjectStore | undefined;
    /** That holds the key of redaction's hashes. */
    secret: Secret | undefined;
    stores: Store[];
    stop(): Promise<void>;
}

export interface ServiceOptions extends LakeOptions, ObjectOptions {
    /** 0 takes any free port. */
    port?: number;
}

export async function startServices(
    deployment: Deployment,
    permissions: Permissions,
    putEvents: (events: string[]) => Promise<unknown>,
    invoke: LambdaEndpointOptions["invoke"],
    metrics: Metrics,
    options: ServiceOptions = {},
): Promise<Services> {
    const account = createAccount(deployment);
    const secret = deployment.secret && createSecret(deployment.secret);
    const services: Record<string, RequestListener> = {
        ...describingServices(account, permissions),
        monitoring: createCloudWatchEndpoint(metrics.read, permissions),
        ...(secret && { secretsmanager: createSecretsEndpoint(secret, permissions) }),
        lambda: createLambdaEndpoint({ permissions, account, invoke }),
        events: createJsonService({
            name: "EventBridge",
            signingName: "events",
            target: /^AWSEvents\.(\w+)$/,
            operations: {
                ...eventsOperations(account),
                PutEvents: putEventsOperation(deployment, putEvents),
            },
            permissions,
            largestBody: limits.messageBytes,
        }),
    };
    const listenerFor = (request: IncomingMessage) => {
        const service =
            serviceOf(request) ?? (request.url?.startsWith("/PutAuditEvents") ? "cloudtrail-data" : "events");
        return Object.hasOwn(services, service) ? services[service] : createNotServed(Object.keys(services));
    };
    // First of all: the port may be in use.
    const server = await startServer((request, response) => listenerFor(request)(request, response), {
        port: options.port,
    });
    const started = async () => {
        const objects =
            deployment.objects && (await startObjectStore(deployment.objects, permissions, options));
        // A query of the lake can deliver its result to a bucket.
        const buckets = objects?.buckets ?? [];
        const lake =
            deployment.lake && (await startLakeStore(deployment.lake, permissions, buckets, options));
        return { lake, objects };
    };
    const { lake, objects } = await started().catch(async (error: unknown) => {
        await server.stop();
        throw error;
    });
    Object.assign(services, lake?.services, objects?.services);
    const stores = [lake, objects].filter((store) => store !== undefined);
    for (const { endpoints } of stores) endpoints.AWS_ENDPOINT_URL_SECRETS_MANAGER = server.endpoint;
    return {
        endpoint: server.endpoint,
        account,
        lake,
        objects,
        secret,
        stores,
        async stop() {
            await server.stop();
            await Promise.all(stores.map((store) => store.stop()));
        },
    };
}
