import { expect } from "chai";
import { channelPolicy } from "../../../components/channelPolicy";
import { checkPermission, findChannel } from "../../../local/channel/access";
import { readPolicy, type Policy } from "../../../local/aws/iam/policy";
import { Refused } from "../../../local/http/input";
import { excessOf } from "../../../local/channel/policyLimits";
import { account, arnOf, channel } from "./support";

const stranger = "444455556666";
const region = "eu-central-1";

describe("findChannel", () => {
    it("finds a channel by its ARN", () => {
        expect(findChannel([channel], channel.arn, region)).to.equal(channel);
    });

    const [form, absent] = [
        "is not a channel ARN; its form is arn:<partition>:cloudtrail:",
        "There is no channel",
    ];
    const refused: [channelArn: string, name: string, message: string][] = [
        ["arn:nonsense", "InvalidChannelARN", `'arn:nonsense' ${form}`],
        [channel.arn.replace("cloudtrail", "sqs"), "InvalidChannelARN", form],
        [channel.arn.replace("channel/c-1", "eventdatastore/c-1"), "InvalidChannelARN", form],
        [channel.arn.replace(account, "1"), "InvalidChannelARN", form],
        [arnOf(""), "InvalidChannelARN", form],
        [arnOf("other"), "ChannelNotFound", `${absent} ${arnOf("other")}. Known: ${channel.arn}.`],
        [channel.arn.replace("eu-central-1", "us-east-1"), "ChannelNotFound", absent],
    ];
    for (const [channelArn, name, message] of refused) {
        it(`refuses ${channelArn}: ${name}`, () =>
            expect(() => findChannel([channel], channelArn, region))
                .to.throw(Refused, message)
                .that.includes({ status: 400, name }));
    }

    it("says when nothing is known at all", () =>
        expect(() => findChannel([], channel.arn, region)).to.throw("Known: none."));

    it("says when the client is in another Region than the channel", () =>
        expect(() => findChannel([channel], channel.arn, "us-east-1")).to.throw(
            "is in eu-central-1, but the request is signed for us-east-1.",
        ));
});

describe("checkPermission", () => {
    const check = (policy: Policy | undefined, externalId?: string) =>
        checkPermission({ ...channel, policy }, externalId);
    const policyOf = (Statement: object) => readPolicy({ Version: "2012-10-17", Statement }, "it");
    const everything = { Action: "cloudtrail-data:*", Resource: "*" };
    const guarded = policyOf(channelPolicy(channel.arn, [stranger], "s3cret").Statement);
    const open = policyOf({ Effect: "Allow", Principal: { AWS: stranger }, ...everything });
    const denying = policyOf({ Effect: "Deny", Principal: "*", ...everything });

    const allowed: [why: string, policy: Policy | undefined, externalId?: string][] = [
        ["no policy", undefined],
        ["a policy that names others", open],
        ["the right external ID", guarded, "s3cret"],
        ["an external ID that nobody asked for", open, "any"],
    ];
    for (const [why, policy, externalId] of allowed)
        it(`lets the owner in: ${why}`, () => check(policy, externalId));

    const refused: [why: string, policy: Policy, externalId: string | undefined, words: string][] = [
        ["no external ID", guarded, undefined, "asks for an external ID, and the call has none"],
        ["another external ID", guarded, "guess", "asks for an external ID, and the call has another one"],
        ["a deny beside an allow", [...open, ...denying], undefined, "with an explicit deny"],
    ];
    for (const [why, policy, externalId, words] of refused) {
        it(`keeps the owner out: ${why}`, () =>
            expect(() => check(policy, externalId))
                .to.throw(Refused, words)
                .that.includes({ status: 403, name: "AccessDeniedException" })
                .with.property("message")
                .that.includes("perform: cloudtrail-data:PutAuditEvents")
                .and.not.matches(/s3cret|guess/));
    }
});

describe("the size of a channel's policy", () => {
    const policy = (statements: number, principals: number) => ({
        Statement: Array<object>(statements).fill({
            Principal: { AWS: Array<string>(principals).fill("arn:aws:iam::111122223333:root") },
        }),
    });
    const sizes: [statements: number, principals: number, excess: string | undefined][] = [
        [20, 1, undefined],
        [1, 50, undefined],
        [21, 1, "a policy has at most 20 statements"],
        [1, 51, "a statement has at most 50 principals"],
        [6, 50, "a policy has at most 8192 characters"],
    ];
    for (const [statements, principals, excess] of sizes)
        it(`${statements} statements of ${principals} principals: ${excess ?? "taken"}`, () =>
            expect(excessOf(policy(statements, principals))).to.equal(excess));
});
