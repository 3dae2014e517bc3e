import type { MockCallArgs, MockResourceArgs } from "@pulumi/pulumi/runtime";

/** The account and Region that a provider works in. */
export interface Place {
    accountId: string;
    region: string;
    partition: string;
}

/** What stands around a program while it is recorded. */
export interface World {
    aws: Place;
    awsNative: Place;
    /** The partner event sources of the account. */
    eventSources: string[];
    /** Functions that fail, with the providers' reason. */
    failing: Record<string, string>;
    /** Functions that answer with nothing, as a provider does whose configuration is unknown in a preview. */
    silent: string[];
}

const home: Place = { accountId: "123456789012", region: "us-east-1", partition: "aws" };

/** One account, one Region, one partner event source. */
export function ordinaryWorld(): World {
    return {
        aws: home,
        awsNative: home,
        eventSources: ["aws.partner/onelogin.com/US-123456/ffffffffff"],
        failing: {},
        silent: [],
    };
}

/** An error as it comes over the engine's protocol, with what the engine puts before the provider's words. */
function failure(token: string, reason: string): Error {
    const details = `invocation of ${token} returned an error: ${reason}`;
    return Object.assign(new Error(details), { details });
}

/** A provider's answer to a function; an explicit provider's Region is part of its name, as in `aws-eu-west-1`. */
export function answer(world: World, { token, inputs, provider }: MockCallArgs): Record<string, unknown> {
    if (token in world.failing) throw failure(token, world.failing[token]);
    if (world.silent.includes(token)) return {};
    const own = /::aws(?:-native)?-([a-z]{2}-[a-z]+-\d)::/.exec(provider ?? "")?.[1];
    const at = (place: Place): string => own ?? place.region;
    switch (token) {
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return { accountId: world.aws.accountId };
        case "aws:index/getRegion:getRegion":
            return { region: at(world.aws) };
        case "aws:index/getPartition:getPartition":
            return { partition: world.aws.partition };
        case "aws-native:index:getAccountId":
            return { accountId: world.awsNative.accountId };
        case "aws-native:index:getRegion":
            return { region: at(world.awsNative) };
        case "aws:cloudwatch/getEventSource:getEventSource":
            return eventSource(world, token, String((inputs as Record<string, unknown>).namePrefix));
        default:
            throw new Error(`this world has no function ${token}`);
    }
}

/** The provider's own words (terraform-provider-aws, internal/service/events). */
function eventSource({ eventSources }: World, token: string, namePrefix: string): Record<string, unknown> {
    const found = eventSources.filter((name) => name.startsWith(namePrefix));
    if (found.length === 0) throw failure(token, "no matching partner event source");
    if (found.length > 1) throw failure(token, "multiple event sources matched");
    return { name: found[0] };
}

/** What AWS adds to a resource's inputs. */
export function outputsOf(world: World, { type, name, inputs }: MockResourceArgs): Record<string, unknown> {
    const given = inputs as Record<string, string | undefined>;
    const physical = given.name ?? (given.namePrefix ? `${given.namePrefix}0001` : `${name}-1234567`);
    const { partition, region, accountId } = world.aws;
    const arn = (service: string, resource: string) =>
        `arn:${partition}:${service}:${service === "iam" ? "" : region}:${accountId}:${resource}`;
    switch (type) {
        case "aws:cloudwatch/eventBus:EventBus":
            return { name: physical, arn: arn("events", `event-bus/${physical}`) };
        case "aws:cloudwatch/eventRule:EventRule":
            return { name: physical, arn: arn("events", `rule/${given.eventBusName}/${physical}`) };
        case "aws:cloudwatch/logGroup:LogGroup":
            return { name: physical, arn: arn("logs", `log-group:${physical}`) };
        case "aws:sqs/queue:Queue":
            return {
                name: physical,
                arn: arn("sqs", physical),
                url: `https://sqs.${region}.amazonaws.com/${accountId}/${physical}`,
            };
        case "aws:iam/role:Role":
            return { name: physical, arn: arn("iam", `role/${physical}`) };
        case "aws:lambda/function:Function":
            return { name: physical, arn: arn("lambda", `function:${physical}`) };
        case "aws:kms/key:Key":
            return { arn: arn("kms", "key/12345678-abcd") };
        case "aws-native:cloudtrail:EventDataStore":
            return { eventDataStoreArn: arn("cloudtrail", "eventdatastore/11111111-aaaa") };
        case "aws-native:cloudtrail:Channel":
            return { channelArn: arn("cloudtrail", "channel/22222222-bbbb") };
        default:
            // Most have these: enough for a child of a new type to reach the golden files, which tell of the change.
            return { name: physical, arn: given.arn ?? arn(type.split(/[:/]/)[1], physical) };
    }
}
