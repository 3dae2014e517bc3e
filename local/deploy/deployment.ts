import type { asset } from "@pulumi/pulumi";
import type { Channel } from "../channel/types";
import type { Policy } from "../aws/iam/policy";
import type { EventDataStore } from "../lake";
import { objectsSettings, type ObjectsSettings } from "./objects";
import {
    channelPolicy,
    find,
    functionPolicy,
    needed,
    ofResource,
    readPolicyOf,
    redriveAllowPolicy,
    roleSettings,
    type RoleSettings,
} from "./policies";
import { secretSettings, type SecretSettings } from "./secret";
import { asynchronousSettings, type AsynchronousSettings } from "./asynchronous";
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
    logLevel: string | undefined;
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

/** A queue that a function reads, and how. */
export interface ReadQueue extends QueueSettings {
    batchSize: number;
    windowSeconds: number;
}

export type Destination = "cloudtrail-lake" | "s3";

/** All that brings events to one destination. Two share nothing but the rule. */
export interface Unit {
    destination: Destination;
    role: RoleSettings;
    function: FunctionSettings;
    asynchronous: AsynchronousSettings;
    /** Undefined in direct mode. */
    queue: ReadQueue | undefined;
    deadLetters: QueueSettings;
}

/** What CloudTrail Lake's unit delivers to. */
export interface LakeSettings {
    channel: Channel;
    stores: EventDataStore[];
    queries: Record<string, string>;
}

/** The raw event log, and who may write to it. */
export interface EventLogSettings {
    name: string;
    arn: string;
    policy: Policy | undefined;
}

/** Where EventBridge writes to in the raw event log. */
export const eventStream = ({ arn }: EventLogSettings) => `${arn}:log-stream:local`;

/** Everything that runs, taken from what the program registered. */
export interface Deployment {
    account: string;
    region: string;
    eventSourceName: string;
    pattern: string;
    ruleArn: string;
    /** What the rule's metrics are found by. */
    ruleDimensions: Record<string, string>;
    eventLog: EventLogSettings | undefined;
    /** One for each destination; at least one. */
    units: Unit[];
    lake: LakeSettings | undefined;
    objects: ObjectsSettings | undefined;
    secret: SecretSettings | undefined;
    /** All that was registered, for what is only described. */
    resources: Registered[];
}

/** The same deployment with something else in each unit. */
export function withUnits(deployment: Deployment, change: (unit: Unit) => Partial<Unit>): Deployment {
    return { ...deployment, units: deployment.units.map((unit) => ({ ...unit, ...change(unit) })) };
}

/** The unit of a destination that is deployed; by default, the first. */
export function unitOf({ units }: Pick<Deployment, "units">, destination = units[0].destination): Unit {
    return units.find((unit) => unit.destination === destination) as Unit;
}

function queueSettings(resources: Registered[], queue: Registered): QueueSettings {
    const { inputs, state } = queue;
    const policy = ofResource(resources, "aws:sqs/queuePolicy:QueuePolicy", "queueUrl", state.url);
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
            ...attribute("KmsMasterKeyId", "kmsMasterKeyId"),
            ...redriveAllowPolicy(resources, queue),
            ...(policy && { Policy: policy.inputs.policy as string }),
        },
        policy: readPolicyOf(policy),
    };
}

function functionSettings(resources: Registered[], lambda: Registered): FunctionSettings {
    const { inputs, state } = lambda;
    const { variables } = inputs.environment as { variables: Record<string, string> };
    const { logGroup, applicationLogLevel } = inputs.loggingConfig as Record<string, string>;
    return {
        name: state.name as string,
        arn: state.arn as string,
        policy: functionPolicy(resources, lambda),
        handler: inputs.handler as string,
        memorySize: inputs.memorySize as number,
        timeoutSeconds: inputs.timeout as number,
        logGroup,
        logLevel: applicationLogLevel,
        environment: variables,
        code: inputs.code as asset.AssetArchive,
    };
}

function storeOf({ inputs, state }: Registered): EventDataStore {
    // GetEventDataStore tells no tags.
    const settings = { ...inputs, tags: undefined };
    return { arn: state.eventDataStoreArn as string, name: state.name as string, settings };
}

/** @param name What the names of the unit's resources begin with. */
function unitSettings(resources: Registered[], destination: Destination, name: string): Unit | undefined {
    const lambda = find(resources, "aws:lambda/function:Function", `${name}-function`);
    if (lambda === undefined) return undefined;
    const queue = find(resources, "aws:sqs/queue:Queue", `${name}-queue`);
    const mapping = find(resources, "aws:lambda/eventSourceMapping:EventSourceMapping", `${name}-mapping`);
    const deadLetters = queueSettings(
        resources,
        find(resources, "aws:sqs/queue:Queue", `${name}-dead-letters`) as Registered,
    );
    return {
        destination,
        role: roleSettings(resources, `${name}-role`),
        function: functionSettings(resources, lambda),
        asynchronous: asynchronousSettings(resources, lambda, deadLetters.arn),
        queue: queue && {
            ...queueSettings(resources, queue),
            batchSize: mapping?.inputs.batchSize as number,
            windowSeconds: mapping?.inputs.maximumBatchingWindowInSeconds as number,
        },
        deadLetters,
    };
}

function lakeSettings({ resources, outputs, place }: Evaluated, name: string): LakeSettings {
    const channel = needed(find(resources, "aws-native:cloudtrail:Channel", `${name}-channel`), "channel");
    const store = needed(
        find(resources, "aws-native:cloudtrail:EventDataStore", `${name}-store`),
        "event data store",
    );
    return {
        channel: {
            name: channel.state.name as string,
            arn: channel.state.channelArn as string,
            accountId: place.account,
            destinations: (channel.inputs.destinations as { location: string }[]).map(
                ({ location }) => location,
            ),
            source: channel.inputs.source as string,
            policy: channelPolicy(resources, `${name}-channel-policy`),
        },
        stores: [storeOf(store)],
        queries: outputs.queries as Record<string, string>,
    };
}

function eventLogSettings(resources: Registered[], name: string): EventLogSettings | undefined {
    const group = find(resources, "aws:cloudwatch/logGroup:LogGroup", `${name}-event-log`);
    if (group === undefined) return undefined;
    const { name: groupName, arn } = group.state as { name: string; arn: string };
    const type = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
    const policy = readPolicyOf(find(resources, type, `${name}-event-log-policy`), "policyDocument");
    return { name: groupName, arn, policy };
}

/** Those of the account's own bus name the rule alone (EventBridge user guide, "Monitoring"). */
function ruleDimensions({ inputs, state }: Registered): Record<string, string> {
    const [RuleName, EventBusName] = [state.name as string, inputs.eventBusName as string];
    return EventBusName === "default" ? { RuleName } : { EventBusName, RuleName };
}

/** Takes the pieces that run from what the program registered. */
export function deploymentOf(evaluated: Evaluated): Deployment {
    const { resources, place } = evaluated;
    const rule = resources.find(({ type }) => type === "aws:cloudwatch/eventRule:EventRule") as Registered;
    const name = rule.name.replace(/-rule$/, "");
    const [lake, objects] = [
        unitSettings(resources, "cloudtrail-lake", name),
        unitSettings(resources, "s3", `${name}-s3`),
    ];
    const units = [lake, objects].filter((unit) => unit !== undefined);
    return {
        account: place.account,
        region: place.region,
        eventSourceName: rule.inputs.eventBusName as string,
        pattern: rule.inputs.eventPattern as string,
        ruleArn: rule.state.arn as string,
        ruleDimensions: ruleDimensions(rule),
        eventLog: eventLogSettings(resources, name),
        units,
        lake: lake && lakeSettings(evaluated, name),
        objects: objects && objectsSettings(evaluated, `${name}-s3`),
        secret: secretSettings(
            resources,
            lake ? name : `${name}-s3`,
            units[0].function.environment.HASH_KEY_ARN,
        ),
        resources,
    };
}
