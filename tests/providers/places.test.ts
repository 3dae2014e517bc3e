import { expect } from "chai";
import { Account } from "../support/providers/account";
import { placeOf } from "../support/providers/places";
import { account, makeBench, refusalOf, region } from "./support";
import type { Bench } from "./support";
import { types } from "./types";

describe("local providers: where they work", () => {
    let bench: Bench;
    beforeEach(async () => (bench = await makeBench()));
    afterEach(() => bench.stop());

    it("take Region and partition from the configuration, the account from the role that they assume", () => {
        expect(placeOf({})).to.equal(undefined);
        expect(placeOf({ region })).to.deep.equal({ account, region, partition: "aws" });
        expect(placeOf({ region: "us-gov-west-1" })?.partition).to.equal("aws-us-gov");
        expect(placeOf({ region: "cn-north-1" })?.partition).to.equal("aws-cn");
        const role = { roleArn: "arn:aws:iam::111122223333:role/deploy" };
        expect(placeOf({ region, assumeRoles: JSON.stringify([role]) })?.account).to.equal("111122223333");
        expect(placeOf({ region, assumeRole: JSON.stringify(role) })?.account).to.equal("111122223333");
    });

    it("keep two places apart, each connection with its own", async () => {
        const elsewhere = await bench.configured("aws", { region: "eu-west-1" });
        const { id } = await bench.aws.create(types.role, { name: "r", assumeRolePolicy: "{}" });
        expect((await elsewhere.read(types.role, id)).id).to.equal("");
        expect((await bench.aws.read(types.role, id)).id).to.equal("r");
    });

    it("do nothing without a Region", async () => {
        const nowhere = await bench.configured("aws", {});
        const call = nowhere.create(types.queue, { name: "q" });
        expect(await refusalOf(call)).to.include("this provider has no Region");
    });

    it("say where they are, and which event source there is", async () => {
        const identity = await bench.aws.invoke("aws:index/getCallerIdentity:getCallerIdentity");
        expect(identity.accountId).to.equal(account);
        expect((await bench.aws.invoke("aws:index/getRegion:getRegion")).region).to.equal(region);
        expect((await bench.aws.invoke("aws:index/getPartition:getPartition")).partition).to.equal("aws");
        expect(await bench.native.invoke("aws-native:index:getAccountId")).to.deep.equal({
            accountId: account,
        });
        expect(await bench.native.invoke("aws-native:index:getRegion")).to.deep.equal({ region });
        const look = () => bench.aws.invoke("aws:cloudwatch/getEventSource:getEventSource");
        expect(await refusalOf(look())).to.include("no matching partner event source");
        bench.cloud.addEventSource({ name: "aws.partner/onelogin.com/US-1/a", account, region });
        bench.cloud.addEventSource({ name: "aws.partner/b/c", account, region: "eu-west-1" });
        expect((await look()).name).to.equal("aws.partner/onelogin.com/US-1/a");
        bench.cloud.addEventSource({ name: "aws.partner/b/c", account, region });
        expect(await refusalOf(look())).to.include("multiple event sources matched");
    });

    it("find nothing that an account does not have", () => {
        const here = new Account(bench.cloud, { account, region, partition: "aws" });
        expect(() => here.need(types.queue, "q", "NonExistent")).to.throw("NonExistent: there is no Queue q");
    });
});
