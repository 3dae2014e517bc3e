import { expect } from "chai";
import { checkPermission, findChannel, type Access } from "../../../local/channel/access";
import { readPolicy } from "../../../local/aws/iam/policy";
import type { Policy } from "../../../local/aws/iam/policy";
import { channelPolicy } from "../../../lab/forwarder/channelPolicy";
import { account, arnOf, channel } from "./support";

const stranger = "444455556666";
const access: Access = { channelArn: channel.arn, region: "eu-central-1" };

describe("findChannel", () => {
    it("finds a channel by its ARN", () => {
        expect(findChannel([channel], access)).to.equal(channel);
    });

    const refused: [channelArn: string, name: string, message: string][] = [
        [
            "arn:nonsense",
            "InvalidChannelARN",
            "'arn:nonsense' is not a channel ARN; its form is arn:<partition>:cloudtrail:",
        ],
        [channel.arn.replace("cloudtrail", "sqs"), "InvalidChannelARN", "is not a channel ARN"],
        [
            channel.arn.replace("channel/c-1", "eventdatastore/c-1"),
            "InvalidChannelARN",
            "is not a channel ARN",
        ],
        [channel.arn.replace(account, "1"), "InvalidChannelARN", "is not a channel ARN"],
        [arnOf(""), "InvalidChannelARN", "is not a channel ARN"],
        [arnOf("other"), "ChannelNotFound", `There is no channel ${arnOf("other")}. Known: ${channel.arn}.`],
        [channel.arn.replace("eu-central-1", "us-east-1"), "ChannelNotFound", "There is no channel"],
        [
            arnOf("aws-service-channel/dynamodb/x"),
            "UnsupportedOperationException",
            "A service-linked channel does not take audit events.",
        ],
    ];
    for (const [channelArn, name, message] of refused) {
        it(`refuses ${channelArn}: ${name}`, () => {
            const found = findChannel([channel], { ...access, channelArn });
            expect(found).to.have.property("refusal").that.includes({ status: 400, name });
            expect(found).to.have.nested.property("refusal.message").that.includes(message);
        });
    }

    it("says when nothing is known at all", () => {
        expect(findChannel([], access))
            .to.have.nested.property("refusal.message")
            .that.includes("Known: none.");
    });

    it("says when the client is in another Region than the channel", () => {
        const found = findChannel([channel], { ...access, region: "us-east-1" });
        expect(found).to.have.nested.property("refusal.name", "ChannelNotFound");
        expect(found)
            .to.have.nested.property("refusal.message")
            .that.includes("is in eu-central-1, but the request is signed for us-east-1.");
    });
});

describe("checkPermission", () => {
    const guarded = channelPolicy(channel.arn, [stranger], "s3cret");
    const open = channelPolicy(channel.arn, [stranger]);
    type Case = [
        why: string,
        policy: Policy | undefined,
        caller: Partial<Access>,
        refusal: string | undefined,
    ];
    const cases: Case[] = [
        ["the owner, no policy", undefined, {}, undefined],
        ["the owner by number, no policy", undefined, { account }, undefined],
        ["another account, no policy", undefined, { account: stranger }, "ChannelInsufficientPermission"],
        ["an account of the policy", open, { account: stranger }, undefined],
        ["the owner beside a policy", open, { account }, undefined],
        [
            "an account that the policy does not name",
            open,
            { account: "777788889999" },
            "AccessDeniedException",
        ],
        ["the right external ID", guarded, { account: stranger, externalId: "s3cret" }, undefined],
        ["no external ID", guarded, { account: stranger }, "AccessDeniedException"],
        ["another external ID", guarded, { account: stranger, externalId: "guess" }, "AccessDeniedException"],
        ["the owner without the external ID", guarded, {}, "AccessDeniedException"],
        ["an external ID that nobody asked for", open, { account: stranger, externalId: "any" }, undefined],
    ];
    for (const [why, policy, caller, refusal] of cases) {
        it(`${refusal ?? "allows"}: ${why}`, () => {
            const refused = checkPermission({ ...channel, policy }, { ...access, ...caller });
            expect(refused?.name).to.equal(refusal);
            if (refusal === "AccessDeniedException") {
                expect(refused?.status).to.equal(403);
                expect(refused?.message).to.include(
                    "is not authorized to perform: cloudtrail-data:PutAuditEvents",
                );
            }
            expect(refused?.message ?? "").not.to.match(/s3cret|guess/);
        });
    }

    it("lets a deny win over every allow", () => {
        const deny = { Effect: "Deny", Principal: "*", Action: "cloudtrail-data:*", Resource: "*" };
        const policy = [...open, ...readPolicy({ Version: "2012-10-17", Statement: deny }, "it")];
        for (const caller of [stranger, account]) {
            const refused = checkPermission({ ...channel, policy }, { ...access, account: caller });
            expect(refused?.message).to.include("with an explicit deny in a resource-based policy");
        }
    });
});
