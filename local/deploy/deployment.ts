import type { asset } from "@pulumi/pulumi";
import { UserError } from "../userError";
import type { Channel } from "../channel/types";
import type { EventDataStore } from "../lake";
import type { Evaluated, Registered } from "./program";

/** The function as it was registered. */
export interface FunctionSettings {
    name: string;
    handler: string;
    memorySize: number;
    timeoutSeconds: number;
    logGroup: string;
    environment: Record<string, string>;
    code: asset.AssetArchive;
}

/** A queue as it was registered. */
export interface QueueSettings {
    name: string;
    arn: string;
    attributes: Record<string, string>;
}

/** How the function reads the queue. */
export interface MappingSettings {
    batchSize: number;
    windowSeconds: number;
}

/** Everything that runs, taken from what the program registered. */
export interface Deployment {
    account: string;
    region: string;
    eventSourceName: string;
    pattern: string;
    function: FunctionSettings;
    /** Undefined in direct mode. */
    queue: QueueSettings | undefined;
    mapping: MappingSettings | undefined;
    deadLetters: QueueSettings;
    channel: Channel & { name: string };
    stores: EventDataStore[];
    queries: Record<string, string>;
}

function find(resources: Registered[], type: string, suffix: string): Registered | undefined {
    return resources.find((resource) => resource.type === type && resource.name.endsWith(suffix));
}

function queueSettings({ inputs, state }: Registered): QueueSettings {
    const attribute = (name: string, input: string) =>
        inputs[input] === undefined ? {} : { [name]: `${inputs[input] as string | number}` };
    return {
        name: state.name as string,
        arn: state.arn as string,
        attributes: {
            ...attribute("VisibilityTimeout", "visibilityTimeoutSeconds"),
            ...attribute("MessageRetentionPeriod", "messageRetentionSeconds"),
            ...attribute("MaximumMessageSize", "maxMessageSize"),
            ...attribute("RedrivePolicy", "redrivePolicy"),
        },
    };
}

function functionSettings({ inputs, state }: Registered): FunctionSettings {
    const { variables } = inputs.environment as { variables: Record<string, string> };
    return {
        name: state.name as string,
        handler: inputs.handler as string,
        memorySize: inputs.memorySize as number,
        timeoutSeconds: inputs.timeout as number,
        logGroup: (inputs.loggingConfig as { logGroup: string }).logGroup,
        environment: variables,
        code: inputs.code as asset.AssetArchive,
    };
}

function storeOf({ inputs, state }: Registered): EventDataStore {
    return {
        arn: state.eventDataStoreArn as string,
        name: state.name as string,
        status: "ENABLED",
        billingMode: inputs.billingMode as EventDataStore["billingMode"],
        retentionPeriod: inputs.retentionPeriod as number,
        terminationProtectionEnabled: inputs.terminationProtectionEnabled as boolean,
        multiRegionEnabled: inputs.multiRegionEnabled as boolean,
        organizationEnabled: inputs.organizationEnabled as boolean,
    };
}

function policyOf(resources: Registered[]): Channel["policy"] {
    const policy = find(resources, "aws-native:cloudtrail:ResourcePolicy", "-channel-policy");
    if (policy === undefined) return undefined;
    const { Statement } = policy.inputs.resourcePolicy as {
        Statement: [
            {
                Principal: { AWS: string[] };
                Condition?: { StringEquals: { "cloudtrail:ExternalId": string } };
            },
        ];
    };
    const [{ Principal, Condition }] = Statement;
    return {
        accountIds: Principal.AWS.map((arn) => arn.split(":")[4]),
        externalId: Condition?.StringEquals["cloudtrail:ExternalId"],
    };
}

function needed(resource: Registered | undefined, what: string): Registered {
    if (resource !== undefined) return resource;
    throw new UserError(
        `The stack adopts its ${what}, which no machine but AWS has.`,
        `For a run on this machine, leave the keys for an existing ${what} out of Pulumi.dev.yaml.`,
    );
}

/** Takes the pieces that run from what the program registered. */
export function deploymentOf({ resources, outputs, world }: Evaluated): Deployment {
    const rule = find(resources, "aws:cloudwatch/eventRule:EventRule", "-rule") as Registered;
    const channel = needed(find(resources, "aws-native:cloudtrail:Channel", "-channel"), "channel");
    const store = needed(
        find(resources, "aws-native:cloudtrail:EventDataStore", "-store"),
        "event data store",
    );
    const queue = find(resources, "aws:sqs/queue:Queue", "-queue");
    const mapping = find(resources, "aws:lambda/eventSourceMapping:EventSourceMapping", "-mapping");
    return {
        account: world.account,
        region: world.region,
        eventSourceName: rule.inputs.eventBusName as string,
        pattern: rule.inputs.eventPattern as string,
        function: functionSettings(
            find(resources, "aws:lambda/function:Function", "-function") as Registered,
        ),
        queue: queue && queueSettings(queue),
        mapping: mapping && {
            batchSize: mapping.inputs.batchSize as number,
            windowSeconds: mapping.inputs.maximumBatchingWindowInSeconds as number,
        },
        deadLetters: queueSettings(find(resources, "aws:sqs/queue:Queue", "-dead-letters") as Registered),
        channel: {
            name: channel.state.name as string,
            arn: channel.state.channelArn as string,
            accountId: world.account,
            destinations: (channel.inputs.destinations as { location: string }[]).map(
                ({ location }) => location,
            ),
            source: channel.inputs.source as string,
            policy: policyOf(resources),
        },
        stores: [storeOf(store)],
        queries: outputs.queries as Record<string, string>,
    };
}
