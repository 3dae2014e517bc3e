import { createHash } from "node:crypto";

/** Where the stack program is evaluated: an account that holds nothing yet but the partner event source it names. */
export interface World {
    account: string;
    region: string;
    /** Partner event sources that a look-up finds. */
    eventSources: string[];
}

type Inputs = Record<string, unknown>;

/** A letters-and-digits suffix as Pulumi and AWS add to names; the same on every run. */
function suffix(name: string): string {
    return createHash("sha256").update(name).digest("hex").slice(0, 7);
}

function uuid(name: string): string {
    return createHash("sha256")
        .update(name)
        .digest("hex")
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** The physical name: given, begun by a prefix, or automatic. */
function physicalName(name: string, { name: given, namePrefix }: Inputs): string {
    if (typeof given === "string") return given;
    return `${typeof namePrefix === "string" ? namePrefix : `${name}-`}${suffix(name)}`;
}

/** What AWS adds to a resource of this type once it is made; only what the program reads. */
export function stateOf(type: string, name: string, inputs: Inputs, { account, region }: World): Inputs {
    const physical = physicalName(name, inputs);
    const arn = (service: string, resource: string) =>
        `arn:aws:${service}:${service === "iam" ? "" : region}:${account}:${resource}`;
    const named = { ...inputs, name: physical };
    switch (type) {
        case "aws:sqs/queue:Queue":
            return {
                ...named,
                arn: arn("sqs", physical),
                url: `https://sqs.${region}.amazonaws.com/${account}/${physical}`,
            };
        case "aws:lambda/function:Function":
            return { ...named, arn: arn("lambda", `function:${physical}`) };
        case "aws:iam/role:Role":
            return { ...named, arn: arn("iam", `role/${physical}`) };
        case "aws:cloudwatch/logGroup:LogGroup":
            return { ...named, arn: arn("logs", `log-group:${physical}`) };
        case "aws:cloudwatch/eventBus:EventBus":
            return { ...named, arn: arn("events", `event-bus/${physical}`) };
        case "aws:cloudwatch/eventRule:EventRule":
            return { ...named, arn: arn("events", `rule/${inputs.eventBusName as string}/${physical}`) };
        case "aws-native:cloudtrail:EventDataStore":
            return { ...named, eventDataStoreArn: arn("cloudtrail", `eventdatastore/${uuid(name)}`) };
        case "aws-native:cloudtrail:Channel":
            return { ...named, channelArn: arn("cloudtrail", `channel/${uuid(name)}`) };
        default:
            return inputs;
    }
}

/** An error as it comes from a provider: Pulumi reads its `details`. */
function refusal(details: string): Error {
    return Object.assign(new Error(details), { details });
}

/** What the providers answer when they are asked. */
export function answerOf(token: string, { account, region, eventSources }: World): Inputs {
    switch (token) {
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return {
                accountId: account,
                arn: `arn:aws:iam::${account}:user/local`,
                id: account,
                userId: "local",
            };
        case "aws:index/getRegion:getRegion":
            return { region, id: region, description: region };
        case "aws:index/getPartition:getPartition":
            return { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" };
        case "aws-native:index:getAccountId":
            return { accountId: account };
        case "aws-native:index:getRegion":
            return { region };
        case "aws:cloudwatch/getEventSource:getEventSource":
            if (eventSources.length === 1) return { name: eventSources[0], state: "ACTIVE" };
            throw refusal(
                eventSources.length === 0
                    ? "no matching partner event source"
                    : "multiple event sources matched",
            );
        default:
            throw refusal(`The local account has no answer to ${token}.`);
    }
}
