import { expect } from "chai";
import { makeBench, refusalOf } from "./support";
import type { Bench, Made } from "./support";
import type { Properties } from "../support/providers/wire";
import { types } from "./types";

const { store, channel, channelPolicy } = types;

const activity = {
    advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["ActivityAuditLog"] }] }],
    multiRegionEnabled: false,
};

describe("local providers: CloudTrail refuses", () => {
    let bench: Bench;
    let made: Made;
    const makeStore = (name: string, more: Properties = {}) =>
        bench.native.create(store, { ...activity, name, ...more });
    const makeChannel = (source: string, id = made.id, name = source) =>
        bench.native.create(channel, {
            name,
            source,
            destinations: [{ type: "EVENT_DATA_STORE", location: id }],
        });

    beforeEach(async () => {
        bench = await makeBench();
        made = await makeStore("activity", { terminationProtectionEnabled: false });
    });
    afterEach(() => bench.stop());

    it("a second channel of one source, or of one name", async () => {
        await makeChannel("OneLogin");
        expect(await refusalOf(makeChannel("OneLogin", made.id, "b"))).to.include("of the source OneLogin");
        expect(await refusalOf(makeChannel("Custom", made.id, "OneLogin"))).to.include("of this name");
        await makeChannel("Custom");
    });

    it("more than 25 channels", async () => {
        for (let index = 0; index < 25; index++) await makeChannel(`source-${index}`);
        expect(await refusalOf(makeChannel("OneLogin"))).to.include("ChannelMaxLimitExceeded");
    });

    it("a channel to a store that is not there, is going, or takes no activity", async () => {
        expect(await refusalOf(makeChannel("OneLogin", "arn:none"))).to.include("EventDataStoreNotFound");
        const management = await makeStore("management", { advancedEventSelectors: [] });
        expect(await refusalOf(makeChannel("OneLogin", management.id))).to.include("takes no activity");
        await bench.native.remove(store, made);
        expect(await refusalOf(makeChannel("OneLogin"))).to.include("InactiveEventDataStore");
        const other = await makeChannel("OneLogin", (await makeStore("other")).id);
        const back = { ...other.state, destinations: [{ type: "EVENT_DATA_STORE", location: made.id }] };
        expect(await refusalOf(bench.native.update(channel, other, back))).to.include("Inactive");
    });

    it("to delete a store with a channel on it, or with termination protection", async () => {
        const one = await makeChannel("OneLogin");
        expect(await refusalOf(bench.native.remove(store, made))).to.include("ChannelExistsForEDS");
        await bench.native.remove(channel, one);
        await bench.native.remove(store, made);
        const kept = await makeStore("kept");
        expect(await refusalOf(bench.native.remove(store, kept))).to.include("TerminationProtected");
    });

    it("a second store of one name, but for one that is going", async () => {
        expect(await refusalOf(makeStore("activity"))).to.include("activity exists already");
        await bench.native.remove(store, made);
        expect((await bench.native.read(store, made.id)).id).to.equal("");
        await makeStore("activity");
    });

    it("more than ten stores, those that are going included", async () => {
        await bench.native.remove(store, made);
        for (let index = 1; index < 10; index++) await makeStore(`store-${index}`);
        expect(await refusalOf(makeStore("last"))).to.include("EventDataStoreMaxLimitExceeded");
    });

    it("a store of activity events that is more than of one Region and account", async () => {
        for (const wrong of [
            { multiRegionEnabled: true },
            { organizationEnabled: true },
            { ingestionEnabled: true },
        ])
            expect(await refusalOf(makeStore("wrong", wrong))).to.include("InvalidParameter");
    });

    it("a retention that its billing does not have", async () => {
        const fixed = { billingMode: "FIXED_RETENTION_PRICING" };
        expect(await refusalOf(makeStore("a", { ...fixed, retentionPeriod: 3000 }))).to.include("7-2557");
        expect(await refusalOf(makeStore("a", { retentionPeriod: 6 }))).to.include("7-3653");
        expect(await refusalOf(makeStore("a", { billingMode: "FREE" }))).to.include("no billing mode FREE");
        await makeStore("a", { retentionPeriod: 3000 });
    });

    it("extendable retention that becomes fixed, and another key", async () => {
        const extendable = { ...activity, name: "e", billingMode: "EXTENDABLE_RETENTION_PRICING" };
        const one = await bench.native.create(store, { ...extendable, kmsKeyId: "a" });
        const change = (more: Properties) =>
            bench.native.update(store, one, { ...extendable, kmsKeyId: "a", ...more });
        expect(await refusalOf(change({ billingMode: "FIXED_RETENTION_PRICING" }))).to.include("can't");
        expect(await refusalOf(change({ kmsKeyId: "b" }))).to.include("key of a store can't be changed");
        await change({ retentionPeriod: 700 });
    });

    it("a policy of more than PutAuditEvents on the channel itself", async () => {
        const { id } = await makeChannel("OneLogin");
        const policy = (Action: string, Resource: string, resourceArn = id) =>
            bench.native.create(channelPolicy, {
                resourceArn,
                resourcePolicy: { Statement: [{ Effect: "Allow", Action, Resource }] },
            });
        const action = "cloudtrail-data:PutAuditEvents";
        expect(await refusalOf(policy("cloudtrail:*", id))).to.include("ResourcePolicyNotValid");
        expect(await refusalOf(policy(action, "*"))).to.include("ResourcePolicyNotValid");
        expect(await refusalOf(policy(action, id, "arn:none"))).to.include("ResourceARNNotValid");
        const one = await policy(action, id);
        expect(await refusalOf(policy(action, id))).to.include("AlreadyExists");
        const wider = {
            resourceArn: id,
            resourcePolicy: { Statement: { Effect: "Allow", Action: "*", Resource: id } },
        };
        expect(await refusalOf(bench.native.update(channelPolicy, one, wider))).to.include("NotValid");
    });
});
