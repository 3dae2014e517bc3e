import { expect } from "chai";
import { forwarderCode } from "../../components/forwarderCode";
import { writerCode } from "../../components/writerCode";
import { bodies, channelArn, secretArn } from "../../lab/forwarder/events";
import { environment, startFunction } from "../../lab/forwarder/start";
import { invokeBatch } from "../support/forwarder";

type Variables = Record<string, string | undefined>;
const functions = {
    forwarder: forwarderCode,
    writer: writerCode,
    "preparing forwarder": () => forwarderCode(true),
};

/** The Regions that the function's own clients are made for; the function starts, or says why not. */
function regionOf(name: keyof typeof functions, change: Variables): string {
    const regions: string[] = [];
    const client = function ({ region }: { region: string }) {
        regions.push(region);
    };
    const clients = { CloudTrailDataClient: client, S3Client: client, SecretsManagerClient: client };
    const prepared = { EVENT_TYPES: "all", REDACTION: "hash a", HASH_KEY_ARN: secretArn };
    startFunction({ ...clients, SQSClient: class {} }, functions[name](), { ...prepared, ...change });
    return regions.join();
}

function faultOf(name: keyof typeof functions, change: Variables): string {
    try {
        regionOf(name, change);
    } catch (error) {
        return (error as Error).message;
    }
    return expect.fail("was accepted");
}

const forms: Variables = {
    CHANNEL_ARN: String.raw`^arn:aws[a-z-]*:cloudtrail:([a-z]{2}[a-z0-9-]+):(\d{12}):channel\/[-\w.]+$`,
    EXTERNAL_ID: String.raw`^[\w+=,.@:/-]{2,1224}$`,
    DEAD_LETTER_QUEUE_URL: String.raw`^https?:\/\/[^\s/]+\/(\d{12})\/[-\w]{1,80}$`,
    EVENT_SOURCE: "^[^]{1,1024}$",
    MAX_RECEIVE_COUNT: String.raw`^[1-9]\d{0,3}$`,
    BUCKET_NAME: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
    BUCKET_OWNER: String.raw`^\d{12}$`,
    AWS_REGION: "^[a-z]{2}[a-z0-9-]+$",
    EVENT_TYPES: String.raw`^(?:all|(in|ex)clude (\d+(?:,\d+)*))$`,
    REDACTION: String.raw`^(?=[nrh])(?:none|(?:remove (\w+(?:,\w+)*))? ?(?:hash (\w+(?:,\w+)*))?)$`,
    HASH_KEY_ARN: String.raw`^arn:aws[a-z-]*:secretsmanager:([a-z]{2}[a-z0-9-]+):\d{12}:secret:.+$`,
};
const needed = {
    forwarder: ["CHANNEL_ARN", "DEAD_LETTER_QUEUE_URL", "EVENT_SOURCE"],
    writer: ["BUCKET_NAME", "BUCKET_OWNER", "AWS_REGION", "DEAD_LETTER_QUEUE_URL", "EVENT_SOURCE"],
    "preparing forwarder": ["EVENT_TYPES", "REDACTION", "HASH_KEY_ARN"],
} as const;

const ofTypes = (value: string): [string, string] => ["EVENT_TYPES", value];
const ofRedaction = (value: string): [string, string] => ["REDACTION", value];
const malformed: Record<keyof typeof functions, [name: string, value: string][]> = {
    forwarder: [
        ["CHANNEL_ARN", "c-1"],
        ["CHANNEL_ARN", channelArn.replace("cloudtrail", "sqs")],
        ["CHANNEL_ARN", channelArn.replace("123456789012", "1")],
        ["CHANNEL_ARN", channelArn.replace("channel/", "eventdatastore/")],
        ["CHANNEL_ARN", `${channelArn} `],
        ["EXTERNAL_ID", "x"],
        ["EXTERNAL_ID", "x".repeat(1225)],
        ["EXTERNAL_ID", "s3cret value"],
        ["DEAD_LETTER_QUEUE_URL", "dead-letters"],
        ["DEAD_LETTER_QUEUE_URL", "arn:aws:sqs:eu-central-1:123456789012:dead-letters"],
        ["DEAD_LETTER_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/dead-letters"],
        ["EVENT_SOURCE", "x".repeat(1025)],
        ["MAX_RECEIVE_COUNT", "10000"],
    ],
    writer: [
        ["BUCKET_NAME", "Events"],
        ["BUCKET_NAME", "x".repeat(64)],
        ["BUCKET_NAME", "bucket/events"],
        ["BUCKET_OWNER", "12345678901"],
        ["AWS_REGION", "nowhere at all"],
    ],
    "preparing forwarder": [
        ...["include", "include ", "include a", "exclude 1,", "All"].map(ofTypes),
        ...["all", "remove", "remove ", "hash a,", "hash a remove b", "remove a, b", "none hash a"].map(
            ofRedaction,
        ),
        ["HASH_KEY_ARN", "redaction"],
        ["HASH_KEY_ARN", secretArn.replace("secretsmanager", "ssm")],
    ],
};

const good: [name: keyof typeof functions, what: string, change: Variables, region?: string][] = [
    ["forwarder", "a channel in another Region", { AWS_REGION: "us-east-1" }],
    [
        "forwarder",
        "a channel of another partition",
        { CHANNEL_ARN: "arn:aws-us-gov:cloudtrail:us-gov-west-1:999999999999:channel/x" },
        "us-gov-west-1",
    ],
    ["forwarder", "no external ID", { EXTERNAL_ID: undefined }],
    ["forwarder", "an external ID", { EXTERNAL_ID: "a+=,.@:/-_9" }],
    ["forwarder", "an external ID of two characters", { EXTERNAL_ID: "ab" }],
    ["forwarder", "an external ID of 1224 characters", { EXTERNAL_ID: "x".repeat(1224) }],
    [
        "forwarder",
        "a queue on this machine",
        { DEAD_LETTER_QUEUE_URL: "http://127.0.0.1:4566/123456789012/dlq" },
    ],
    ["writer", "a bucket with a short name", { BUCKET_NAME: "a.b" }],
    ["writer", "a bucket with a long name", { BUCKET_NAME: "x".repeat(63) }],
    ["writer", "another Region", { AWS_REGION: "us-gov-west-1" }, "us-gov-west-1"],
    [
        "preparing forwarder",
        "a key in another Region",
        { HASH_KEY_ARN: secretArn.replace("eu-central-1", "eu-west-1") },
        "eu-central-1,eu-west-1",
    ],
];

describe("the environment", () => {
    for (const name of ["forwarder", "writer", "preparing forwarder"] as const) {
        describe(`of the ${name}`, () => {
            for (const variable of needed[name]) {
                for (const value of [undefined, ""]) {
                    it(`lacks ${variable} (${JSON.stringify(value) ?? "not set"})`, () => {
                        expect(faultOf(name, { [variable]: value })).to.equal(
                            `The environment variable ${variable} is missing: it must match ${forms[variable]}`,
                        );
                    });
                }
            }
            for (const [variable, value] of malformed[name]) {
                it(`has a malformed ${variable}: ${value.slice(0, 60)}`, () => {
                    // The form it must have, and never the value: an external ID is a secret.
                    expect(faultOf(name, { [variable]: value })).to.equal(
                        `The environment variable ${variable} is malformed: it must match ${forms[variable]}`,
                    );
                });
            }
        });
    }

    for (const [name, what, change, region = "eu-central-1"] of good)
        it(`of the ${name} has ${what}`, () => expect(regionOf(name, change)).to.equal(region));

    it("reaches PutAuditEvents, the event and the dead-letter queue", async () => {
        const variables = {
            CHANNEL_ARN: channelArn.replace("123456789012", "999999999999"),
            EXTERNAL_ID: "external-1",
            EVENT_SOURCE: 'idp"1',
        };
        const { inputs, deadLetters } = await invokeBatch([...bodies(1), "x"], { environment: variables });
        expect(inputs[0]).to.include({ channelArn: variables.CHANNEL_ARN, externalId: "external-1" });
        expect(JSON.parse(inputs[0].auditEvents[0].eventData)).to.include({
            eventSource: 'idp"1',
            recipientAccountId: "999999999999",
        });
        expect(deadLetters[0].QueueUrl).to.equal(environment.DEAD_LETTER_QUEUE_URL);
    });
});
