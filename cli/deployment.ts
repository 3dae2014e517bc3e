import { Misuse } from "./errors";
import { findOutputs, howToExport, type DeploymentOptions, type Found } from "./outputs";

export type { DeploymentOptions };

export type Destination = "cloudtrail-lake" | "s3";

/** All that brings events to one destination. */
export interface Unit {
    destination: Destination;
    /** As people call the destination. */
    title: string;
    functionName: string;
    functionArn: string;
    functionLogGroupName: string;
    roleArn: string;
    /** Without a queue, delivery is direct. */
    queueUrl?: string;
    queueArn?: string;
    queueName?: string;
    deadLetterQueueUrl: string;
    deadLetterQueueArn: string;
    deadLetterQueueName: string;
}

export interface LakeOutputs {
    channelArn: string;
    /** Of the channel and its stores: a channel that was given may lie elsewhere than the component. */
    region: string;
    account: string;
    /** None if the channel was given without its stores. */
    eventDataStoreArns: string[];
    eventDataStoreId?: string;
}

export interface S3Outputs {
    bucketName: string;
    bucketArn: string;
    databaseName: string;
    tableName: string;
    workgroupName: string;
}

/** A component, by its outputs. */
export interface Deployment {
    /** Where the outputs are among the stack's; "" for the stack itself. */
    path: string;
    region: string;
    account: string;
    eventBusName: string;
    ruleArn: string;
    ruleName: string;
    /** Of the functions' own metrics. */
    metricsNamespace: string;
    /** The raw copy of every event, if there is one. */
    eventLogGroupName?: string;
    /** One for each destination. */
    units: Unit[];
    lake?: LakeOutputs;
    s3?: S3Outputs;
}

const arnOf = (service: string, resource: string): RegExp =>
    new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}$`);

/** What an output may be, by the end of its name: whatever is in the file is sent to AWS, or written into SQL. */
const forms = {
    eventBusName: /^[\w./-]{1,256}$/,
    ruleArn: arnOf("events", "rule/[\\w./-]+"),
    metricsNamespace: /^\w{1,255}$/,
    eventLogGroupName: /^[\w./#-]{1,512}$/,
    functionName: /^[\w-]{1,64}$/,
    functionArn: arnOf("lambda", "function:[\\w-]{1,64}"),
    functionLogGroupName: /^[\w./#-]{1,512}$/,
    roleArn: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    queueUrl: /^https?:\/\/[\w.:-]+\/\d{12}\/[\w-]{1,80}$/,
    queueArn: arnOf("sqs", "[\\w-]{1,80}"),
    queueName: /^[\w-]{1,80}$/,
    channelArn: arnOf("cloudtrail", "channel/[a-f0-9-]{36}"),
    eventDataStoreArns: arnOf("cloudtrail", "eventdatastore/[a-f0-9-]{36}"),
    s3BucketName: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    s3BucketArn: /^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}$/,
    athenaDatabaseName: /^[a-z0-9_]+$/,
    athenaTableName: /^[a-z0-9_]+$/,
    athenaWorkgroupName: /^[\w.-]{1,128}$/,
};

/** Reads outputs by their names and forms. @throws Misuse */
function createReader({ path, outputs }: Found) {
    const has = (name: string) => outputs[name] !== undefined && outputs[name] !== null;
    function checked(name: string, form: RegExp, value: unknown): string {
        if (typeof value === "string" && form.test(value)) return value;
        const is = has(name) ? `is ${JSON.stringify(value)}, and must match ${form.source}` : "is missing";
        throw new Misuse(`Among the outputs of ${path || "the stack"}, ${name} ${is}.`, howToExport);
    }
    const text = (name: string, form: RegExp) => checked(name, form, outputs[name]);
    return {
        has,
        text,
        texts: (name: string, form: RegExp): string[] => {
            const list = outputs[name];
            return Array.isArray(list) ? list.map((one) => checked(name, form, one)) : [text(name, form)];
        },
    };
}

type Reader = ReturnType<typeof createReader>;

/** @param named What the name of an output of this unit is. */
function unitOf(
    { has, text }: Reader,
    destination: Destination,
    title: string,
    named: (name: string) => string,
): Unit {
    const read = (name: string, form: RegExp) => text(named(name), form);
    const queue = (name: "queue" | "deadLetterQueue") => ({
        url: read(`${name}Url`, forms.queueUrl),
        arn: read(`${name}Arn`, forms.queueArn),
        name: read(`${name}Name`, forms.queueName),
    });
    const [own, deadLetters] = [
        has(named("queueUrl")) ? queue("queue") : undefined,
        queue("deadLetterQueue"),
    ];
    return {
        destination,
        title,
        functionName: read("functionName", forms.functionName),
        functionArn: read("functionArn", forms.functionArn),
        functionLogGroupName: read("functionLogGroupName", forms.functionLogGroupName),
        roleArn: read("roleArn", forms.roleArn),
        ...(own && { queueUrl: own.url, queueArn: own.arn, queueName: own.name }),
        deadLetterQueueUrl: deadLetters.url,
        deadLetterQueueArn: deadLetters.arn,
        deadLetterQueueName: deadLetters.name,
    };
}

function lakeOf({ text, texts }: Reader): LakeOutputs {
    const eventDataStoreArns = texts("eventDataStoreArns", forms.eventDataStoreArns);
    const channelArn = text("channelArn", forms.channelArn);
    const [, , , region, account] = channelArn.split(":");
    return {
        ...{ channelArn, region, account },
        eventDataStoreArns,
        eventDataStoreId: eventDataStoreArns[0]?.split("/")[1],
    };
}

function s3Of({ text }: Reader): S3Outputs {
    return {
        bucketName: text("s3BucketName", forms.s3BucketName),
        bucketArn: text("s3BucketArn", forms.s3BucketArn),
        databaseName: text("athenaDatabaseName", forms.athenaDatabaseName),
        tableName: text("athenaTableName", forms.athenaTableName),
        workgroupName: text("athenaWorkgroupName", forms.athenaWorkgroupName),
    };
}

const inS3 = (name: string): string => `s3${name[0].toUpperCase()}${name.slice(1)}`;

/** Finds a deployment by the outputs of its stack. @throws Misuse if an output is missing, or is not what it must be. */
export async function readDeployment(options: DeploymentOptions): Promise<Deployment> {
    const found = await findOutputs(options);
    const reader = createReader(found);
    const { has, text } = reader;
    const ruleArn = text("ruleArn", forms.ruleArn);
    const [, , , region, account] = ruleArn.split(":");
    const [lake, s3] = [has("channelArn"), has("s3BucketName")];
    if (!lake && !s3) text("channelArn", forms.channelArn);
    return {
        path: found.path,
        region,
        account,
        eventBusName: text("eventBusName", forms.eventBusName),
        ruleArn,
        metricsNamespace: text("metricsNamespace", forms.metricsNamespace),
        ruleName: ruleArn.slice(ruleArn.lastIndexOf("/") + 1),
        ...(has("eventLogGroupName") && {
            eventLogGroupName: text("eventLogGroupName", forms.eventLogGroupName),
        }),
        units: [
            ...(lake ? [unitOf(reader, "cloudtrail-lake", "CloudTrail Lake", (name) => name)] : []),
            ...(s3 ? [unitOf(reader, "s3", "S3", inS3)] : []),
        ],
        ...(lake && { lake: lakeOf(reader) }),
        ...(s3 && { s3: s3Of(reader) }),
    };
}
