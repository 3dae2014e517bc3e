import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../../components";
import { inputs } from "../../../components/inputs/table";
import { enough, eventSourceName, messageOf, recordLake } from "../../support/pulumi/component";
import type { LooseArgs } from "../../support/pulumi/component";
import { record } from "../../support/pulumi/recorder";
import { unknown } from "../../support/providers/wire";

function soon<T>(value: T, milliseconds = 1): pulumi.Output<T> {
    const promise = new Promise<T>((resolve) => setTimeout(() => resolve(value), milliseconds));
    return pulumi.output(promise) as pulumi.Output<T>;
}

const storeArn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/s3cr3t";
const twice = (shown: string) =>
    `eventDataStoreArns[1]: ${shown} is there already, as eventDataStoreArns[0]; give each once`;
const accountIds = ["111122223333"];
const { batchSize } = inputs.delivery.members;
const tag = inputs.tags.each!.expected;
const tagKey = inputs.tags.keys!.expected;

/** Of a queue that is not made yet. */
function unknownNumber(name: string): pulumi.Output<number> {
    return new aws.sqs.Queue(name).arn.apply((arn) => arn.length);
}

/** [title, arguments, the lines of the one message, a child that must not be made of them] */
const cases: [string, () => LooseArgs, string[], string?][] = [
    [
        "an Output",
        () => ({ delivery: { batchSize: soon(1000) } }),
        [`delivery.batchSize: 1000 must be ${batchSize.expected}`],
        "lake-mapping",
    ],
    [
        "an Output that resolves to nothing",
        () => ({ channel: { name: soon(undefined) } }),
        [`channel.name: undefined must be ${inputs.channel.members.name.expected}`],
        "lake-channel",
    ],
    [
        "an entry of a list",
        () => ({ channel: { policy: { accountIds: [...accountIds, soon("1")] } } }),
        ['channel.policy.accountIds[1]: "1" must be an account ID of 12 digits, as a string'],
        "lake-channel-policy",
    ],
    [
        "an entry of a list that is there already",
        () => ({ eventDataStoreArns: [storeArn, soon(storeArn)] }),
        [twice(`"${storeArn}"`)],
    ],
    [
        "an input that much hangs on",
        () => ({ eventSourceName: soon("mine") }),
        [`eventSourceName: "mine" must be ${inputs.eventSourceName.expected}`],
        "lake-rule",
    ],
    [
        "a faulty value once, not as part of a contradiction as well",
        () => ({ delivery: { maxReceiveCount: 1000 }, forwarder: { timeoutSeconds: soon(5000) } }),
        ["forwarder.timeoutSeconds: 5000 must be a whole number of seconds from 1 to 900"],
        "lake-function",
    ],
];

/** The same of secrets: [title, arguments, the line of the message] */
const unseen: [string, () => LooseArgs, string][] = [
    [
        "a value",
        () => ({ eventBusName: pulumi.secret("s3cr3t bus"), eventSourceName: undefined }),
        `eventBusName: the value given (not shown) must be ${inputs.eventBusName.expected}`,
    ],
    [
        "a map",
        () => ({ tags: pulumi.secret({ "aws:s3cr3t": "s3cr3t" }) }),
        `tags[(not shown)]: its key must be ${tagKey}`,
    ],
    [
        "a list",
        () => ({ eventDataStoreArns: pulumi.secret(["s3cr3t"]) }),
        `eventDataStoreArns[0]: the value given (not shown) must be ${inputs.eventDataStoreArns.each!.expected}`,
    ],
    [
        "an entry that is there twice",
        () => ({ eventDataStoreArns: [storeArn, pulumi.secret(storeArn)] }),
        twice("the value given (not shown)"),
    ],
    [
        "an entry",
        () => ({ tags: { team: pulumi.secret(12345) } }),
        `tags["team"]: the value given (not shown) must be ${tag}`,
    ],
    [
        "a part of a limit",
        () => ({ delivery: { maxReceiveCount: 200 }, forwarder: { timeoutSeconds: pulumi.secret(876) } }),
        "delivery.maxReceiveCount: the values given (not shown) do not go together with delivery.retentionDays, delivery.batchWindowSeconds, forwarder.timeoutSeconds; see their limits",
    ],
    [
        "the external ID, even if it is not marked as one",
        () => ({ channel: { policy: { accountIds, externalId: Promise.resolve("s3cr3t!") } } }),
        "channel.policy.externalId: the value given (not shown) must be 2-1224 of letters, digits and _+=,.@:/-",
    ],
];

describe("values that come later", () => {
    for (const [title, args, faults, unmade] of cases) {
        it(`says once what is wrong: ${title}`, async () => {
            const { errors, registrations } = await recordLake({ ...enough, ...args() });
            expect(errors).to.deep.equal([messageOf(...faults)]);
            expect(registrations.map(({ name }) => name)).not.to.include(unmade);
        });
    }

    for (const [title, args, fault] of unseen) {
        it(`shows no secret that is wrong: ${title}`, async () => {
            const { errors } = await recordLake({ ...enough, ...args() });
            expect(errors).to.deep.equal([messageOf(fault)]);
            expect(errors.join()).not.to.match(/s3cr3t|12345|876/);
        });
    }

    it("says nothing more when another fault shows up after the message", async () => {
        const batchSize = soon(0);
        const memorySize = batchSize.apply(() => soon(1, 30));
        const args = { delivery: { batchSize }, forwarder: { memorySize } };
        const { errors } = await recordLake({ ...enough, ...args });
        expect(errors).to.deep.equal([
            messageOf("delivery.batchSize: 0 must be a whole number of events from 1 to 100"),
        ]);
    });

    it("takes sound ones, and gives them on", async () => {
        const args = {
            eventSourceName: soon(eventSourceName),
            delivery: { batchSize: soon(10), batchWindowSeconds: soon(0), maxReceiveCount: soon(9) },
            eventDataStore: { retentionDays: soon(10), billingMode: soon("FIXED_RETENTION_PRICING") },
            tags: soon({ b: "2", a: "1" }),
        };
        const recording = await recordLake(args);
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("lake-bus").inputs.name).to.equal(eventSourceName);
        expect(recording.named("lake-mapping").inputs).to.include({
            batchSize: 10,
            maximumBatchingWindowInSeconds: 0,
        });
        expect(recording.named("lake-queue").inputs.visibilityTimeoutSeconds).to.equal(360);
        expect(recording.named("lake-store").inputs.tags).to.deep.equal([
            { key: "a", value: "1" },
            { key: "b", value: "2" },
        ]);
    });

    it("waits for what a preview does not know", async () => {
        const recording = await record(
            () => {
                const [batchSize, timeoutSeconds] = [unknownNumber("a"), unknownNumber("b")];
                return new OneLoginCloudTrailLake("lake", {
                    ...enough,
                    delivery: { batchSize },
                    forwarder: { timeoutSeconds },
                });
            },
            { preview: true },
        );
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("lake-mapping").inputs.batchSize).to.equal(unknown);
        expect(recording.named("lake-queue").inputs.visibilityTimeoutSeconds).to.equal(unknown);
    });
});
