import type { asset } from "@pulumi/pulumi";
import { UserError } from "../userError";
import type { Channel } from "../channel/types";
import type { Policy } from "../aws/iam/policy";
import type { EventDataStore } from "../lake";
import {
    channelPolicy,
    find,
    functionPolicy,
    queuePolicy,
    redriveAllowPolicy,
    roleSettings,
} from "./policies";
import type { RoleSettings } from "./policies";
import { asynchronousSettings } from "./asynchronous";
import type { AsynchronousSettings } from "./asynchronous";
import type { Evaluated, Registered } from "./program";

/** The function as it was registered. */
export interface FunctionSettings {
    name: string;
    arn: string;
    /** Who may invoke it. */
    policy: Policy;
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
    policy: Policy | undefined;
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
    ruleArn: string;
    role: RoleSettings;
    function: FunctionSettings;
    asynchronous: AsynchronousSettings;
    /** Undefined in direct mode. */
    queue: QueueSettings | undefined;
    mapping: MappingSettings | undefined;
    deadLetters: QueueSettings;
    channel: Channel & { name: string };
    stores: EventDataStore[];
    queries: Record<string, string>;
}

function queueSettings(resources: Registered[], queue: Registered): QueueSettings {
    const { inputs, state } = queue;
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
            ...redriveAllowPolicy(resources, queue),
        },
        policy: queuePolicy(resources, queue),
    };
}

function functionSettings(resources: Registered[], lambda: Registered): FunctionSettings {
    const { inputs, state } = lambda;
    const { variables } = inputs.environment as { variables: Record<string, string> };
    return {
        name: state.name as string,
        arn: state.arn as string,
        policy: functionPolicy(resources, lambda),
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

function needed(resource: Registered | undefined, what: string): Registered {
    if (resource !== undefined) return resource;
    throw new UserError(
        `The stack adopts its ${what}, which no machine but AWS has.`,
        `For a run on this machine, leave the keys for an existing ${what} out of the stack's configuration.`,
    );
}

/** Takes the pieces that run from what the program registered. */
export function deploymentOf({ resources, outputs, place }: Evaluated): Deployment {
    const rule = find(resources, "aws:cloudwatch/eventRule:EventRule", "-rule") as Registered;
    const channel = needed(find(resources, "aws-native:cloudtrail:Channel", "-channel"), "channel");
    const store = needed(
        find(resources, "aws-native:cloudtrail:EventDataStore", "-store"),
        "event data store",
    );
    const queue = find(resources, "aws:sqs/queue:Queue", "-queue");
    const lambda = find(resources, "aws:lambda/function:Function", "-function") as Registered;
    const deadLetters = queueSettings(
        resources,
        find(resources, "aws:sqs/queue:Queue", "-dead-letters") as Registered,
    );
    const mapping = find(resources, "aws:lambda/eventSourceMapping:EventSourceMapping", "-mapping");
    return {
        account: place.account,
        region: place.region,
        eventSourceName: rule.inputs.eventBusName as string,
        pattern: rule.inputs.eventPattern as string,
        ruleArn: rule.state.arn as string,
        role: roleSettings(resources),
        function: functionSettings(resources, lambda),
        asynchronous: asynchronousSettings(resources, lambda, deadLetters.arn),
        queue: queue && queueSettings(resources, queue),
        mapping: mapping && {
            batchSize: mapping.inputs.batchSize as number,
            windowSeconds: mapping.inputs.maximumBatchingWindowInSeconds as number,
        },
        deadLetters,
        channel: {
            name: channel.state.name as string,
            arn: channel.state.channelArn as string,
            accountId: place.account,
            destinations: (channel.inputs.destinations as { location: string }[]).map(
                ({ location }) => location,
            ),
            source: channel.inputs.source as string,
            policy: channelPolicy(resources),
        },
        stores: [storeOf(store)],
        queries: outputs.queries as Record<string, string>,
    };
}
