import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../../components";
import { enough, eventSourceName, messageOf, recordLake } from "../../support/pulumi/component";
import type { LooseArgs } from "../../support/pulumi/component";
import { record } from "../../support/pulumi/recorder";
import { unknown } from "../../support/pulumi/registration";

function soon<T>(value: T, milliseconds = 1): pulumi.Output<T> {
    const promise = new Promise<T>((resolve) => setTimeout(() => resolve(value), milliseconds));
    return pulumi.output(promise) as pulumi.Output<T>;
}

const storeArn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/abc";

/** Of a queue that is not made yet. */
function unknownNumber(name: string): pulumi.Output<number> {
    return new aws.sqs.Queue(name).arn.apply((arn) => arn.length);
}

/** [title, arguments, the lines of the one message, a child that must not be made of them] */
const cases: [string, () => LooseArgs, string[], string][] = [
    [
        "an Output",
        () => ({ delivery: { batchSize: soon(1000) } }),
        ["delivery.batchSize: 1000 must be a whole number of events from 1 to 100"],
        "lake-mapping",
    ],
    [
        "a promise",
        () => ({ forwarder: { memorySize: Promise.resolve(1) } }),
        ["forwarder.memorySize: 1 must be a whole number of MB from 128 to 10240"],
        "lake-function",
    ],
    [
        "an Output that resolves to nothing",
        () => ({ channel: { name: soon(undefined) } }),
        ["channel.name: undefined must be 3-128 letters, digits, `.`, `_` and `-`"],
        "lake-channel",
    ],
    [
        "an entry of a list",
        () => ({ channel: { policy: { accountIds: ["111122223333", soon("1")] } } }),
        ['channel.policy.accountIds[1]: "1" must be an account ID of 12 digits, as a string'],
        "lake-channel-policy",
    ],
    [
        "a whole list",
        () => ({ eventDataStoreArns: soon([]) }),
        ["eventDataStoreArns: a list of length 0 must be a list of 1 to 10 entries"],
        "lake-channel",
    ],
    [
        "an entry of a list that is there already",
        () => ({ eventDataStoreArns: [storeArn, soon(storeArn)] }),
        [`eventDataStoreArns[1]: "${storeArn}" is there already, as eventDataStoreArns[0]; give each once`],
        "lake-nothing",
    ],
    [
        "a list with the same entry twice",
        () => ({ eventDataStoreArns: soon([storeArn, storeArn]) }),
        [`eventDataStoreArns[1]: "${storeArn}" is there already, as eventDataStoreArns[0]; give each once`],
        "lake-channel",
    ],
    [
        "a tag",
        () => ({ tags: { team: soon(5) } }),
        [
            'tags["team"]: 5 must be a string of 1-255 letters, digits, spaces and _.:/=+-@ that does not begin with aws:',
        ],
        "lake-queue",
    ],
    [
        "all tags",
        () => ({ tags: soon({ team: "a", "aws:b": "c" }) }),
        [
            'tags["aws:b"]: its key must be of 1-127 letters, digits, spaces and _.:/=+-@, and not begin with aws:',
        ],
        "lake-bus",
    ],
    [
        "an input that much hangs on",
        () => ({ eventSourceName: soon("mine") }),
        [
            'eventSourceName: "mine" must be a partner event source\'s name, like aws.partner/onelogin.com/US-205033/061112e9cb, of at most 256 characters',
        ],
        "lake-rule",
    ],
    [
        "several, in one message",
        () => ({
            delivery: { batchSize: Promise.resolve(0) },
            forwarder: { memorySize: Promise.resolve(1) },
        }),
        [
            "delivery.batchSize: 0 must be a whole number of events from 1 to 100",
            "forwarder.memorySize: 1 must be a whole number of MB from 128 to 10240",
        ],
        "lake-function",
    ],
    [
        "a limit that depends on another input",
        () => ({ delivery: { batchWindowSeconds: soon(0), batchSize: 20 } }),
        [
            "delivery.batchWindowSeconds: 0 must be at least 1 if delivery.batchSize is 20; Lambda takes 0 only for batches of up to 10",
        ],
        "lake-nothing",
    ],
    [
        "a limit that depends on another, later input",
        () => ({ eventDataStore: { retentionDays: 3000, billingMode: soon("FIXED_RETENTION_PRICING") } }),
        [
            "eventDataStore.retentionDays: 3000 must be a whole number of days from 7 to 2557 with FIXED_RETENTION_PRICING",
        ],
        "lake-nothing",
    ],
    [
        "termination protection of a store that is not retained",
        () => ({ eventDataStore: { retainOnDelete: false, terminationProtection: soon(true) } }),
        [
            "eventDataStore.retainOnDelete: false would make the destroy fail while eventDataStore.terminationProtection is true; set that to false first",
        ],
        "lake-nothing",
    ],
    [
        "a faulty value once, not as part of a contradiction as well",
        () => ({ delivery: { maxReceiveCount: 1000 }, forwarder: { timeoutSeconds: soon(5000) } }),
        ["forwarder.timeoutSeconds: 5000 must be a whole number of seconds from 1 to 900"],
        "lake-function",
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
