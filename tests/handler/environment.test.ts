import { expect } from "chai";
import { readEnvironment } from "../../handler/environment";
import { bodies, channelArn } from "../../lab/forwarder/events";
import { environment } from "../../lab/forwarder/start";
import { invokeBatch } from "../support/forwarder";

const secret = "s3cret value";
type Variables = Record<string, string | undefined>;

function faultOf(change: Variables): string {
    try {
        readEnvironment({ ...environment, ...change });
    } catch (error) {
        return (error as Error).message;
    }
    return expect.fail("was accepted");
}

const forms: Variables = {
    CHANNEL_ARN: String.raw`^arn:aws[a-z-]*:cloudtrail:([a-z]{2}[a-z0-9-]+):(\d{12}):channel\/[-\w.]+$`,
    EXTERNAL_ID: String.raw`^[\w+=,.@:/-]{2,1224}$`,
    DEAD_LETTER_QUEUE_URL: String.raw`^https?:\/\/[^\s/]+\/\d{12}\/[-\w]{1,80}$`,
    EVENT_SOURCE: "^[^]{1,1024}$",
};

describe("the environment", () => {
    for (const name of ["CHANNEL_ARN", "DEAD_LETTER_QUEUE_URL", "EVENT_SOURCE"]) {
        for (const value of [undefined, ""]) {
            it(`lacks ${name} (${JSON.stringify(value) ?? "not set"})`, () => {
                expect(faultOf({ [name]: value })).to.equal(
                    `The environment variable ${name} is missing: it must match ${forms[name]}`,
                );
            });
        }
    }

    const malformed: [name: string, value: string][] = [
        ["CHANNEL_ARN", "c-1"],
        ["CHANNEL_ARN", channelArn.replace("cloudtrail", "sqs")],
        ["CHANNEL_ARN", channelArn.replace("123456789012", "1")],
        ["CHANNEL_ARN", channelArn.replace("channel/", "eventdatastore/")],
        ["CHANNEL_ARN", `${channelArn} `],
        ["EXTERNAL_ID", "x"],
        ["EXTERNAL_ID", "x".repeat(1225)],
        ["EXTERNAL_ID", secret],
        ["DEAD_LETTER_QUEUE_URL", "dead-letters"],
        ["DEAD_LETTER_QUEUE_URL", "arn:aws:sqs:eu-central-1:123456789012:dead-letters"],
        ["DEAD_LETTER_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/dead-letters"],
        ["EVENT_SOURCE", "x".repeat(1025)],
    ];
    for (const [name, value] of malformed) {
        it(`has a malformed ${name}: ${value.slice(0, 60)}`, () => {
            const message = faultOf({ [name]: value });
            expect(message).to.equal(
                `The environment variable ${name} is malformed: it must match ${forms[name]}`,
            );
            expect(message).not.to.include(value.length > 1 ? value : secret);
        });
    }

    const good: [what: string, change: Variables, expected: object][] = [
        [
            "a channel's Region and account",
            {},
            { region: "eu-central-1", accountId: "123456789012", channelArn },
        ],
        [
            "a channel of another partition",
            { CHANNEL_ARN: "arn:aws-us-gov:cloudtrail:us-gov-west-1:999999999999:channel/x" },
            { region: "us-gov-west-1", accountId: "999999999999" },
        ],
        ["no external ID", {}, { externalId: undefined }],
        ["an external ID", { EXTERNAL_ID: "a+=,.@:/-_9" }, { externalId: "a+=,.@:/-_9" }],
        ["an external ID of two characters", { EXTERNAL_ID: "ab" }, { externalId: "ab" }],
        [
            "an external ID of 1224 characters",
            { EXTERNAL_ID: "x".repeat(1224) },
            { externalId: "x".repeat(1224) },
        ],
        ["a queue on this machine", { DEAD_LETTER_QUEUE_URL: "http://127.0.0.1:4566/123456789012/dlq" }, {}],
        ["another event source", { EVENT_SOURCE: "idp.example.com" }, { eventSource: "idp.example.com" }],
    ];
    for (const [what, change, expected] of good) {
        it(`has ${what}`, () => expect(readEnvironment({ ...environment, ...change })).to.include(expected));
    }

    it("is read at the start, which fails", async () => {
        const failure = await invokeBatch(bodies(1), { environment: { CHANNEL_ARN: undefined } }).catch(
            String,
        );
        expect(failure).to.include("The environment variable CHANNEL_ARN is missing");
    });

    it("reaches PutAuditEvents, the event and the dead-letter queue", async () => {
        const variables = { EXTERNAL_ID: "external-1", EVENT_SOURCE: 'idp"1' };
        const { inputs, deadLetters } = await invokeBatch([...bodies(1), "x"], { environment: variables });
        expect(inputs[0]).to.include({ channelArn, externalId: "external-1" });
        expect(JSON.parse(inputs[0].auditEvents[0].eventData)).to.include({ eventSource: 'idp"1' });
        expect(deadLetters[0].QueueUrl).to.equal(environment.DEAD_LETTER_QUEUE_URL);
    });
});
