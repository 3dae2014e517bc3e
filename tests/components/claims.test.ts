import * as aws from "@pulumi/aws";
import * as awsNative from "@pulumi/aws-native";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { createRequire } from "node:module";
import { OneLoginCloudTrailLake } from "../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../components";
import { record } from "../support/pulumi/recorder";

const source = "aws.partner/onelogin.com/US-1/a";
const other = "aws.partner/onelogin.com/US-1/b";
const channelArn = "arn:aws:cloudtrail:us-east-1:123456789012:channel/abc";

const message = (...faults: string[]) =>
    [
        `OneLoginCloudTrailLake "two": ${faults.length === 1 ? "an input needs" : `${faults.length} inputs need`} attention.`,
        ...faults.map((fault) => `  - ${fault}`),
    ].join("\n");
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

describe("two components that make the same", () => {
    it("may not be: the second is told of the first before anything of it is made", async () => {
        const { errors, registrations } = await both(
            [{ eventSourceName: source }],
            [{ eventSourceName: source }],
        );
        expect(errors).to.deep.equal([message(sameSource, sameChannel)]);
        expect(registrations.filter(({ parent }) => parent === "two")).to.deep.equal([]);
    });

    it("may not be one channel source with two event sources", async () => {
        const { errors } = await both([{ eventSourceName: source }], [{ eventSourceName: other }]);
        expect(errors).to.deep.equal([message(sameChannel)]);
    });

    it("are found when values resolve, and when providers tell where they work", async () => {
        const late = await both(
            [{ eventSourceName: pulumi.output(source) }],
            [{ eventSourceName: pulumi.output(source), channelArn }],
        );
        expect(late.errors).to.deep.equal([message(sameSource)]);
        const placed = await both(
            [{ eventSourceName: source }, "us-east-1"],
            [{ eventSourceName: source, channelArn }, "us-east-1"],
        );
        expect(placed.errors).to.deep.equal([message(sameSource)]);
        const mixed = await both(
            [{ eventSourceName: source }],
            [{ eventSourceName: source, channelArn }, "us-east-1"],
        );
        expect(mixed.errors).to.deep.equal([message(sameSource)]);
    });

    it("may not be one bucket, made or existing, because its table would be one", async () => {
        const bucketName = { destinations: ["s3"], s3: { bucketName: "my-events" } };
        const name = "my-events";
        const existing = {
            destinations: ["s3"],
            s3: { existingBucket: { name, accountId: "111122223333" } },
        };
        const found = (input: string) =>
            message(
                `${input}: "my-events" is that of the component "one" already, and both would write to one table, whose database is named after the bucket: give each a bucket of its own`,
            );
        for (const [first, second, input] of [
            [bucketName, bucketName, "s3.bucketName"],
            [bucketName, existing, "s3.existingBucket.name"],
            [existing, existing, "s3.existingBucket.name"],
        ] as [Partial<OneLoginCloudTrailLakeArgs>, Partial<OneLoginCloudTrailLakeArgs>, string][]) {
            const { errors } = await both(
                [{ eventSourceName: source, ...first }],
                [{ eventSourceName: other, ...second }],
            );
            expect(errors).to.deep.equal([found(input)]);
        }
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

    for (const [title, one, two] of [
        [
            "two sources with one channel",
            [{ eventSourceName: source }],
            [{ eventSourceName: other, channelArn }],
        ],
        [
            "two sources in S3, each with a bucket of its own",
            [{ eventSourceName: source, destinations: ["s3"] }],
            [{ eventSourceName: other, destinations: ["s3"] }],
        ],
        ["one bus", [{ eventBusName: "hub" }], [{ eventBusName: "hub", channelArn }]],
        [
            "channels of two sources",
            [{ eventBusName: "hub" }],
            [{ eventBusName: "hub", channel: { source: "Custom" } }],
        ],
        [
            "two Regions",
            [{ eventSourceName: source }, "us-east-1"],
            [{ eventSourceName: source }, "eu-west-1"],
        ],
        [
            "two accounts",
            [{ eventSourceName: source }, "us-east-1"],
            [{ eventSourceName: source }, "us-east-1-999999999999"],
        ],
    ] as [string, Made, Made][]) {
        it(`may have ${title}`, async () => {
            expect((await both(one, two)).errors).to.deep.equal([]);
        });
    }

    it("may be one that unit tests make again and again", async () => {
        const { errors } = await record(() =>
            [1, 2, 3].map(() => new OneLoginCloudTrailLake("lake", { eventSourceName: source })),
        );
        expect(errors).to.deep.equal([]);
    });
});
