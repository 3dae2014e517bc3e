import * as aws from "@pulumi/aws";
import * as awsNative from "@pulumi/aws-native";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { createRequire } from "node:module";
import { OneLoginCloudTrailLake } from "../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../components";
import { messageOf } from "../support/pulumi/component";
import { record } from "../support/pulumi/recorder";

const source = "aws.partner/onelogin.com/US-1/a";
const other = "aws.partner/onelogin.com/US-1/b";
const channelArn = "arn:aws:cloudtrail:us-east-1:123456789012:channel/abc";

const message = (...faults: string[]) => messageOf(...faults).replace('"lake"', '"two"');
const sameSource = `eventSourceName: "${source}" is that of the component "one" already, and one source has one bus: give this one the eventBusName of "one" (see examples/two-tenants)`;
const sameChannel = `channel.source: "OneLogin" is that of the component "one" already, and an account has one channel per source and Region: give this one the channelArn of "one" (see examples/two-tenants)`;

/** The recorder reads Region and account in the name. */
function providersOf(place: string): pulumi.ProviderResource[] {
    return [
        new aws.Provider(`aws-${place}`, { region: place.slice(0, 9) as aws.Region }),
        new awsNative.Provider(`aws-native-${place}`, { region: place.slice(0, 9) as awsNative.Region }),
    ];
}

type Made = [OneLoginCloudTrailLakeArgs, string?];

/** Two components, each with providers of its own for a place if that is given. */
function both(...made: [Made, Made]) {
    return record(() =>
        made.map(([args, place], index) => {
            const name = ["one", "two"][index];
            const options = place === undefined ? {} : { providers: providersOf(place) };
            return new OneLoginCloudTrailLake(name, args, options);
        }),
    );
}

const own: OneLoginCloudTrailLakeArgs = { eventSourceName: source };
const withChannel: OneLoginCloudTrailLakeArgs = { ...own, channelArn };
const late = pulumi.output(source);
const inBucket: OneLoginCloudTrailLakeArgs = { destinations: ["s3"], s3: { bucketName: "my-events" } };
const inExisting: OneLoginCloudTrailLakeArgs = {
    destinations: ["s3"],
    s3: { existingBucket: { name: "my-events", accountId: "111122223333" } },
};
const sameTable = (input: string) =>
    `${input}: "my-events" is that of the component "one" already, and both would write to one table, whose database is named after the bucket: give each a bucket of its own`;

const clashes: [title: string, one: Made, two: Made, ...faults: string[]][] = [
    ["one event source", [own], [own], sameSource, sameChannel],
    ["one channel source with two event sources", [own], [{ eventSourceName: other }], sameChannel],
    [
        "one source that is told later",
        [{ eventSourceName: late }],
        [{ eventSourceName: late, channelArn }],
        sameSource,
    ],
    [
        "one source at one place, which the providers tell",
        [own, "us-east-1"],
        [withChannel, "us-east-1"],
        sameSource,
    ],
    ["one source at one place, which only one is told", [own], [withChannel, "us-east-1"], sameSource],
    ...(
        [
            [inBucket, inBucket, "s3.bucketName"],
            [inBucket, inExisting, "s3.existingBucket.name"],
            [inExisting, inExisting, "s3.existingBucket.name"],
        ] as const
    ).map(([one, two, input]): (typeof clashes)[number] => [
        `one bucket, whose table would be one: ${input}`,
        [{ ...own, ...one }],
        [{ eventSourceName: other, ...two }],
        sameTable(input),
    ]),
];

const apart: [title: string, one: Made, two: Made][] = [
    ["two sources with one channel", [own], [{ eventSourceName: other, channelArn }]],
    [
        "two sources in S3, each with a bucket of its own",
        [{ ...own, destinations: ["s3"] }],
        [{ eventSourceName: other, destinations: ["s3"] }],
    ],
    ["one bus", [{ eventBusName: "hub" }], [{ eventBusName: "hub", channelArn }]],
    [
        "channels of two sources",
        [{ eventBusName: "hub" }],
        [{ eventBusName: "hub", channel: { source: "Custom" } }],
    ],
    ["two Regions", [own, "us-east-1"], [own, "eu-west-1"]],
    ["two accounts", [own, "us-east-1"], [own, "us-east-1-999999999999"]],
];

describe("two components that make the same", () => {
    it("may not be: the second is told of the first before anything of it is made", async () => {
        const { registrations } = await both([own], [own]);
        expect(registrations.filter(({ parent }) => parent === "two")).to.deep.equal([]);
    });

    for (const [title, one, two, ...faults] of clashes)
        it(`may not be ${title}`, async () => {
            expect((await both(one, two)).errors).to.deep.equal([message(...faults)]);
        });

    it("are found if each is of a copy of this package of its own", async () => {
        const load = createRequire(__filename);
        const loaded = { ...load.cache };
        for (const file of Object.keys(loaded)) if (file.includes("/components/")) delete load.cache[file];
        const copy = load("../../components") as { OneLoginCloudTrailLake: typeof OneLoginCloudTrailLake };
        Object.assign(load.cache, loaded);
        expect(copy.OneLoginCloudTrailLake).not.to.equal(OneLoginCloudTrailLake);
        const { errors } = await record(() => {
            new OneLoginCloudTrailLake("one", { eventSourceName: source });
            new copy.OneLoginCloudTrailLake("two", { eventSourceName: source, channelArn });
        });
        expect(errors).to.deep.equal([message(sameSource)]);
    });

    for (const [title, one, two] of apart)
        it(`may have ${title}`, async () => {
            expect((await both(one, two)).errors).to.deep.equal([]);
        });

    it("may be one that unit tests make again and again", async () => {
        const { errors } = await record(() =>
            [1, 2, 3].map(() => new OneLoginCloudTrailLake("lake", { eventSourceName: source })),
        );
        expect(errors).to.deep.equal([]);
    });
});
