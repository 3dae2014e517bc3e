import { expect } from "chai";
import { runtime } from "@pulumi/pulumi";
import { Cloud } from "../support/providers";
import { unknown } from "../support/providers/wire";
import { account, makeBench, refusalOf, region } from "./support";
import type { Bench } from "./support";
import { types } from "./types";

const { queue, logGroup, bus, store } = types;

describe("local providers: a resource's life", () => {
    let bench: Bench;
    beforeEach(async () => (bench = await makeBench()));
    afterEach(() => bench.stop());

    it("begins with an automatic name, the same for the same seed", async () => {
        const { inputs } = await bench.aws.check(queue, {}, {}, "seed");
        expect(inputs.name).to.match(/^it-[0-9a-f]{7}$/);
        expect((await bench.aws.check(queue, {}, {}, "seed")).inputs).to.deep.equal(inputs);
        expect((await bench.aws.check(queue, {}, {}, "other")).inputs.name).not.to.equal(inputs.name);
    });

    it("keeps a name that was made up, and makes up another where the program gave it before", async () => {
        const { inputs } = await bench.aws.check(queue, {});
        expect((await bench.aws.check(queue, {}, inputs)).inputs.name).to.equal(inputs.name);
        const given = (await bench.aws.check(queue, { name: "mine" })).inputs;
        expect((await bench.aws.check(queue, {}, given)).inputs.name).to.match(/^it-/);
    });

    it("keeps any name that an aws-native resource has", async () => {
        const { inputs } = await bench.native.check(store, {}, { name: "onelogin-event-data-store" });
        expect(inputs).to.deep.equal({ name: "onelogin-event-data-store" });
    });

    it("makes up no name beside a prefix, and none for a bus", async () => {
        expect((await bench.aws.check(logGroup, { namePrefix: "/a" })).inputs).not.to.have.property("name");
        expect((await bench.aws.check(bus, {})).inputs).not.to.have.property("name");
    });

    it("shows in a preview what is known, and that the rest is not", async () => {
        const { id, state } = await bench.aws.create(queue, { name: "q" }, true);
        expect(id).to.equal("");
        expect(state).to.deep.equal({ name: "q", arn: unknown, url: unknown });
        expect(bench.cloud.list({ account, region, partition: "aws" })).to.deep.equal([]);
    });

    it("is made, read, changed and removed", async () => {
        const made = await bench.aws.create(queue, { name: "q", maxMessageSize: 1024 });
        expect(made).to.deep.equal({
            id: "https://sqs.us-east-1.amazonaws.com/123456789012/q",
            state: {
                name: "q",
                maxMessageSize: 1024,
                url: "https://sqs.us-east-1.amazonaws.com/123456789012/q",
                arn: "arn:aws:sqs:us-east-1:123456789012:q",
            },
        });
        const changed = { name: "q", maxMessageSize: 2048 };
        expect(await bench.aws.update(queue, made, changed, true)).to.deep.equal({
            ...made.state,
            ...changed,
        });
        expect((await bench.aws.read(queue, made.id)).state).to.deep.equal(made.state);
        expect(await bench.aws.update(queue, made, changed)).to.deep.equal({ ...made.state, ...changed });
        expect(await bench.aws.read(queue, made.id)).to.deep.equal({
            id: made.id,
            inputs: { ...changed, __defaults: [] },
            state: { ...made.state, ...changed },
        });
        await bench.aws.remove(queue, made);
        expect(await bench.aws.read(queue, made.id)).to.deep.equal({ id: "", inputs: {}, state: {} });
        await bench.aws.remove(queue, made);
        expect(await refusalOf(bench.aws.update(queue, made, changed))).to.include("NotFound");
    });

    it("is there for who opens the file later", async () => {
        const { id } = await bench.aws.create(queue, { name: "q" });
        const again = new Cloud(bench.file);
        expect(again.find({ account, region, partition: "aws" }, queue, id)?.inputs).to.deep.equal({
            name: "q",
        });
    });

    it("keeps secrets out of the cloud, and marked in the state", async () => {
        const secret = { [runtime.specialSigKey]: runtime.specialSecretSig, value: "hush" };
        const made = await bench.aws.create(queue, { name: "q", kmsMasterKeyId: secret });
        expect(made.state.kmsMasterKeyId).to.deep.equal(secret);
        const place = { account, region, partition: "aws" };
        expect(bench.cloud.find(place, queue, made.id)?.inputs.kmsMasterKeyId).to.equal("hush");
        const { state } = await bench.aws.read(queue, made.id, {}, made.state);
        expect(state.kmsMasterKeyId).to.deep.equal(secret);
    });

    it("refuses types and functions that nobody described", async () => {
        const type = "aws:s3/bucket:Bucket";
        expect(await refusalOf(bench.aws.check(type, {}))).to.include(`know nothing of ${type}`);
        expect(await refusalOf(bench.aws.invoke("aws:s3/getBucket:getBucket"))).to.include("knows nothing");
    });

    it("judges inputs by their schemas, but for what is not known yet", async () => {
        const faults = async (inputs: object) => (await bench.aws.check(queue, { ...inputs })).faults;
        expect(await faults({ maxMessageSize: 5 })).to.deep.equal(["maxMessageSize must be >= 1024"]);
        expect(await faults({ maxMessageSize: unknown })).to.deep.equal([]);
        expect(await faults({ maxSize: 5 })).to.deep.equal(["must NOT have additional properties (maxSize)"]);
        expect(await faults({ redrivePolicy: "{" })).to.deep.equal([
            'redrivePolicy must match format "json"',
        ]);
        const channel = { source: "OneLogin", destinations: [{ type: "S3", location: "arn" }] };
        expect((await bench.native.check(types.channel, channel)).faults).to.deep.equal([
            "destinations.0.type must be equal to one of the allowed values (EVENT_DATA_STORE)",
        ]);
    });
});
