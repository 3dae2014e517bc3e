import * as grpc from "@grpc/grpc-js";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as services from "@pulumi/pulumi/proto/provider_grpc_pb";
import awsPackage from "@pulumi/aws/package.json";
import awsNativePackage from "@pulumi/aws-native/package.json";
import type { Interfere, Provider } from "./answering";
import type { Cloud } from "./cloud";
import { configuration } from "./configuration";
import { resources } from "./resources";

export { Cloud } from "./cloud";
export type { CloudObject } from "./cloud";

const versions = { aws: awsPackage.version, "aws-native": awsNativePackage.version };

/** Providers that run. */
export interface Providers {
    /** The value of PULUMI_DEBUG_PROVIDERS, by which the engine attaches to them instead of starting its own. */
    attachment: string;
    stop(): void;
}

/** The protocol has more than the engine asks of a resource provider like these; the rest is not implemented. */
const { ResourceProviderService } = services as unknown as {
    ResourceProviderService: grpc.ServiceDefinition<UntypedServiceImplementation>;
};

function listen(server: grpc.Server): Promise<number> {
    return new Promise((resolve, reject) =>
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
            error ? reject(error) : resolve(port),
        ),
    );
}

/** Starts `aws` and `aws-native`, both with their resources in this cloud. */
export async function startProviders(cloud: Cloud, interfere: Interfere): Promise<Providers> {
    const servers: grpc.Server[] = [];
    const attached: string[] = [];
    for (const [name, version] of Object.entries(versions)) {
        // A function's zip is a message of its own size.
        const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
        const provider: Provider = { cloud, interfere };
        server.addService(ResourceProviderService, {
            ...configuration(provider, version),
            ...resources(provider),
        });
        attached.push(`${name}:${await listen(server)}`);
        servers.push(server);
    }
    const stop = () => servers.forEach((server) => server.forceShutdown());
    return { attachment: attached.join(","), stop };
}
