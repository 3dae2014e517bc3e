import { expect } from "chai";
import { runtime } from "@pulumi/pulumi";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { unknown } from "../support/providers/wire";
import { makeBench } from "./support";
import type { Bench } from "./support";
import { types } from "./types";

const { queue, rule, channel, logGroup } = types;
const { Kind } = protocol.PropertyDiff;

describe("local providers: what a change does", () => {
    let bench: Bench;
    before(async () => (bench = await makeBench()));
    after(() => bench.stop());

    it("finds none in the spacing of a policy, the order of keys, or the mark of a secret", async () => {
        const secret = { [runtime.specialSigKey]: runtime.specialSecretSig, value: "k" };
        const olds = { redrivePolicy: '{"a": 1, "b": 2}', tags: { a: "1", b: "2" }, kmsMasterKeyId: secret };
        const news = { redrivePolicy: '{"b":2,"a":1}', tags: { b: "2", a: "1" }, kmsMasterKeyId: "k" };
        expect((await bench.aws.diff(queue, olds, news)).changed).to.deep.equal([]);
    });

    it("finds one in the order of a list, as aws-native does", async () => {
        const tags = [
            { key: "a", value: "1" },
            { key: "b", value: "2" },
        ];
        const news = { tags: [...tags].reverse() };
        expect((await bench.native.diff(channel, { tags }, news)).changed).to.deep.equal(["tags"]);
    });

    it("compares text that looks like a policy and is none as text", async () => {
        const change = await bench.aws.diff(rule, { description: "{a" }, { description: "{b" });
        expect(change.changed).to.deep.equal(["description"]);
    });

    it("says of each input whether it comes, goes or changes", async () => {
        const olds = { maxMessageSize: 1024, tags: {} };
        const change = await bench.aws.diff(queue, olds, { maxMessageSize: 2048, kmsMasterKeyId: "k" });
        expect(change.kinds).to.deep.equal({
            maxMessageSize: Kind.UPDATE,
            tags: Kind.DELETE,
            kmsMasterKeyId: Kind.ADD,
        });
        expect(change.replacing).to.deep.equal([]);
    });

    it("replaces for what can't be changed", async () => {
        const change = await bench.aws.diff(
            logGroup,
            { name: "/aws/events/a" },
            { namePrefix: "/aws/events/" },
        );
        expect(change.replacing).to.have.members(["name", "namePrefix"]);
        expect(change.kinds).to.deep.equal({ name: Kind.DELETE_REPLACE, namePrefix: Kind.ADD_REPLACE });
        const moved = await bench.aws.diff(rule, { eventBusName: "a" }, { eventBusName: "b" });
        expect(moved.kinds).to.deep.equal({ eventBusName: Kind.UPDATE_REPLACE });
    });

    it("deletes first where both would have one name, and always with aws-native", async () => {
        const mine = { name: "mine", eventBusName: "a" };
        expect((await bench.aws.diff(rule, mine, { ...mine, eventBusName: "b" })).deleteFirst).to.equal(true);
        const made = { ...mine, __defaults: ["name"] };
        expect((await bench.aws.diff(rule, made, { ...made, eventBusName: "b" })).deleteFirst).to.equal(
            false,
        );
        expect((await bench.aws.diff(rule, mine, { ...mine, name: "other" })).deleteFirst).to.equal(false);
        const source = await bench.native.diff(channel, { source: "OneLogin" }, { source: "Custom" });
        expect([source.replacing, source.deleteFirst]).to.deep.equal([["source"], true]);
    });

    it("takes what is not known yet for a change", async () => {
        const change = await bench.aws.diff(queue, { kmsMasterKeyId: "k" }, { kmsMasterKeyId: unknown });
        expect(change.changed).to.deep.equal(["kmsMasterKeyId"]);
    });

    it("compares packed files by their hash", async () => {
        const packed = (hash: string, path: string) => ({
            code: { [runtime.specialSigKey]: runtime.specialArchiveSig, hash, path },
        });
        const { changed } = await bench.aws.diff(types.function, packed("1", "/a"), packed("1", "/b"));
        expect(changed).to.deep.equal([]);
        const other = await bench.aws.diff(types.function, packed("1", "/a"), packed("2", "/a"));
        expect(other.changed).to.deep.equal(["code"]);
    });

    it("leaves out what is to be ignored", async () => {
        const olds = { maxMessageSize: 1024 };
        const change = await bench.aws.diff(queue, olds, { maxMessageSize: 2048 }, ["maxMessageSize"]);
        expect(change.changed).to.deep.equal([]);
    });
});
