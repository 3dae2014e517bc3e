import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { channelPolicy as policyFor } from "../../components/channelPolicy";
import { enough, messageOf, policyOf, recordLake } from "../support/pulumi/component";

describe("the channel's policy, as a whole document", () => {
    it("names no account that there is not, under mocks that answer inputs alone", () => {
        const { Statement } = policyFor(undefined, ["444455556666"], undefined);
        expect(Statement[0].Principal.AWS).to.deep.equal(["arn:aws:iam::444455556666:root"]);
    });

    it("its own account is among the principals, each once, sorted", async () => {
        const accountIds = ["444455556666", "111122223333", "444455556666"];
        const recording = await recordLake({ ...enough, channel: { policy: { accountIds } } });
        expect(recording.errors).to.deep.equal([]);
        expect(policyOf(recording, "lake-channel-policy", "resourcePolicy")).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "DeliverEvents",
                    Effect: "Allow",
                    Principal: {
                        AWS: ["111122223333", "123456789012", "444455556666"].map(
                            (id) => `arn:aws:iam::${id}:root`,
                        ),
                    },
                    Action: "cloudtrail-data:PutAuditEvents",
                    Resource: "arn:aws:cloudtrail:us-east-1:123456789012:channel/22222222-bbbb",
                },
            ],
        });
    });

    it("is of the partition that the component works in", async () => {
        const china = { account: "123456789012", region: "cn-north-1", partition: "aws-cn" };
        const policy = { accountIds: ["111122223333"] };
        const recording = await recordLake(
            { ...enough, channel: { policy } },
            { aws: china, awsNative: china },
        );
        const made = policyOf(recording, "lake-channel-policy", "resourcePolicy");
        expect((made as { Statement: object[] }).Statement[0]).to.deep.include({
            Principal: { AWS: ["arn:aws-cn:iam::111122223333:root", "arn:aws-cn:iam::123456789012:root"] },
        });
    });

    it("has as many statements as its principals need", async () => {
        const accountIds = Array.from({ length: 120 }, (_, index) => String(200_000_000_000 + index));
        const recording = await recordLake({
            ...enough,
            channel: { policy: { accountIds, externalId: "xy" } },
        });
        expect(recording.errors).to.deep.equal([]);
        const { Statement } = policyOf(recording, "lake-channel-policy", "resourcePolicy") as {
            Statement: { Sid: string; Principal: { AWS: string[] }; Condition: object }[];
        };
        expect(Statement.map(({ Sid }) => Sid)).to.deep.equal([
            "DeliverEvents",
            "DeliverEvents2",
            "DeliverEvents3",
        ]);
        expect(Statement.map(({ Principal: { AWS } }) => AWS.length)).to.deep.equal([50, 50, 21]);
        expect(new Set(Statement.flatMap(({ Principal: { AWS } }) => AWS)).size).to.equal(121);
        for (const { Condition } of Statement) {
            expect(Condition).to.deep.equal({ StringEquals: { "cloudtrail:ExternalId": "xy" } });
        }
    });

    it("is never longer than CloudTrail takes", async () => {
        const all = Array.from({ length: 181 }, (_, index) => String(200_000_000_000 + index));
        const { errors } = await recordLake({ ...enough, channel: { policy: { accountIds: all } } });
        expect(errors).to.deep.equal([]);
        const accountIds = all.slice(0, 100);
        const policy = { accountIds, externalId: "x".repeat(1224) };
        const given = await recordLake({ ...enough, channel: { policy } });
        const deferred = { ...policy, accountIds: [...accountIds.slice(1), pulumi.output(accountIds[0])] };
        const later = await recordLake({ ...enough, channel: { policy: deferred } });
        for (const recording of [given, later]) {
            expect(recording.errors).to.deep.equal([
                messageOf(
                    "channel.policy.accountIds: 100 accounts make a policy of 8577 characters, and CloudTrail takes 8192; name 99 or fewer",
                ),
            ]);
        }
    });
});
