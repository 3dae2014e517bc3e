import { expect } from "chai";
import { declaredKeys, recordStack } from "../support/pulumi/stack";

const prefix = "aws.partner/onelogin.com/";
const choose =
    "Then choose one: pulumi config set eventSourceName <name>. If there is none, create the webhook in OneLogin for this Region first (see the README).";
const list = (region: string) =>
    `List what there is with: aws events list-event-sources --name-prefix ${prefix} --region ${region}`;
const failed = (token: string, reason: string) => `invocation of ${token} returned an error: ${reason}`;
const getEventSource = "aws:cloudwatch/getEventSource:getEventSource";

describe("the look-up of the event source", () => {
    it("takes the account's only one", async () => {
        const recording = await recordStack({}, { eventSources: ["other", `${prefix}US-7/abc`] });
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("onelogin-bus").inputs.eventSourceName).to.equal(`${prefix}US-7/abc`);
    });

    for (const [title, eventSources, reason] of [
        ["none", [], "no matching partner event source"],
        ["several", [`${prefix}US-7/abc`, `${prefix}US-7/def`], "multiple event sources matched"],
    ] as const) {
        it(`says where, why and what to do when there is ${title}`, async () => {
            const aws = { account: "123456789012", region: "eu-west-1", partition: "aws" };
            const { errors, registrations } = await recordStack({}, { aws, eventSources: [...eventSources] });
            expect(errors).to.deep.equal([
                `eventSourceName is not configured, and looking for it in eu-west-1 failed: ${failed(getEventSource, reason)}\n` +
                    `${list("eu-west-1")}\n${choose}`,
            ]);
            expect(registrations).to.deep.equal([]);
        });
    }

    it("says so when the provider does not even know its Region", async () => {
        const failing = { "aws:index/getRegion:getRegion": "1 error occurred:\n\t* expired token\n" };
        const { errors } = await recordStack({}, { failing });
        const reason = failed("aws:index/getRegion:getRegion", "1 error occurred: * expired token");
        expect(errors).to.deep.equal([
            `eventSourceName is not configured, and looking for it in the Region failed: ${reason}\n${list("<region>")}\n${choose}`,
        ]);
    });

    it("is left out where a source or a bus is configured", async () => {
        for (const set of [{ eventSourceName: `${prefix}US-7/abc` }, { eventBusName: "mine" }]) {
            const { errors, calls } = await recordStack(set, { eventSources: [] });
            expect(errors).to.deep.equal([]);
            expect(calls).not.to.include(getEventSource);
        }
    });
});

describe("a faulty configuration", () => {
    it("a key that nobody described: named, with the keys that there are", async () => {
        const { errors, registrations } = await recordStack({ deliveryBatchsize: 5, "aws:region": "x" });
        expect(errors).to.deep.equal([
            "There is no configuration key deliveryBatchsize. Remove with: pulumi config rm-all deliveryBatchsize\n" +
                `The keys are: ${Object.keys(declaredKeys()).join(", ")}.`,
        ]);
        expect(registrations).to.deep.equal([]);
    });

    it("several such keys at once", async () => {
        const { errors } = await recordStack({ one: 1, two: 2 });
        expect(errors[0].split("\n")[0]).to.equal(
            "There is no configuration key one, two. Remove with: pulumi config rm-all one two",
        );
    });

    it("a value of the wrong type, which an older engine lets through, unseen", async () => {
        const { errors } = await recordStack({ tags: "s3cr3t" });
        expect(errors).to.deep.equal([
            "Configuration key tags: its value (not shown) is not of the type object. Set it as Pulumi.yaml describes it, or remove it with: pulumi config rm tags",
        ]);
    });

    it("values out of their limits: all in one message", async () => {
        const set = { deliveryBatchSize: 101, eventLogName: "mine", tags: { a: 1 } };
        const { errors, registrations } = await recordStack(set);
        expect(errors).to.deep.equal([
            [
                'OneLoginCloudTrailLake "onelogin": 3 inputs need attention.',
                "  - delivery.batchSize: 101 must be a whole number of events from 1 to 100",
                '  - eventLog.name: "mine" must be a log group\'s name that begins /aws/events/, of at most 512 characters',
                '  - tags["a"]: 1 must be a string of 1-255 letters, digits, spaces and _.:/=+-@ that does not begin with aws:',
            ].join("\n"),
        ]);
        expect(registrations).to.have.length(1);
    });

    it("a bad external ID, unseen", async () => {
        const channelArn = "arn:aws:cloudtrail:us-east-1:444455556666:channel/abc";
        const { errors } = await recordStack({ channelArn, externalId: "s3cr3t!" });
        expect(errors).to.deep.equal([
            'OneLoginCloudTrailLake "onelogin": an input needs attention.\n' +
                "  - externalId: the value given (not shown) must be 2-1224 of letters, digits and _+=,.@:/-",
        ]);
    });
});
