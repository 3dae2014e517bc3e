import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../components";
import { enough, recordLake } from "../support/pulumi/component";
import { record } from "../support/pulumi/recorder";
import type { Recording } from "../support/pulumi/recorder";

function childrenOf(recording: Recording<unknown>, parent: string) {
    return recording.registrations.filter((one) => one.parent === parent);
}

const unprotected = { eventDataStore: { terminationProtection: false, retainOnDelete: false } };

describe("the component's options", () => {
    it("retainOnDelete: the store's own setting wins over the component's option", async () => {
        const settings = [
            { args: unprotected, options: { retainOnDelete: true }, store: false },
            { args: {}, options: { retainOnDelete: false }, store: true },
            { args: unprotected, options: undefined, store: false },
        ];
        for (const { args, options, store } of settings) {
            const recording = await recordLake({ ...enough, ...args }, {}, options);
            expect(recording.named("lake-store").retainOnDelete).to.equal(store);
            expect(recording.named("lake-queue").retainOnDelete).to.equal(undefined);
        }
    });

    it("retainOnDelete: S3's bucket and its side resources have it, whatever the component's option", async () => {
        const kept = [
            "lake-s3-bucket",
            "lake-s3-bucket-policy",
            "lake-s3-encryption",
            "lake-s3-object-lock",
            "lake-s3-public-access",
            "lake-s3-versioning",
        ];
        const retained = async (s3: object, options?: pulumi.ComponentResourceOptions) => {
            const args = { ...enough, destinations: ["s3"], s3: { retentionDays: 400, ...s3 } };
            const { registrations } = await recordLake(args, {}, options);
            return registrations
                .slice(1)
                .filter(({ retainOnDelete }) => retainOnDelete)
                .map(({ name }) => name)
                .sort();
        };
        expect(await retained({})).to.deep.equal(kept);
        expect(await retained({}, { retainOnDelete: false })).to.deep.equal(kept);
        const deleted = { retainOnDelete: false, objectLock: { mode: "NONE" } };
        expect(await retained(deleted, { retainOnDelete: true })).to.deep.equal([]);
    });

    it("retainOnDelete: a raw log that AWS refuses to delete is left in the account", async () => {
        const eventLog = { deletionProtection: true };
        const protectedLog = await recordLake({ ...enough, eventLog });
        expect(protectedLog.named("lake-event-log").retainOnDelete).to.equal(true);
    });

    it("protect is the consumer's: the children inherit it", async () => {
        const { registrations } = await recordLake(enough, {}, { protect: true });
        for (const { name, protect } of registrations) expect(protect, name).to.equal(true);
    });

    it("dependsOn: the component comes after it, and so do its children, which come after their parent", async () => {
        const recording = await record(() => {
            const first = new aws.sns.Topic("first");
            return new OneLoginCloudTrailLake("lake", enough, { dependsOn: [first] });
        });
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("lake").dependencies).to.deep.equal(["first"]);
        const [first, lake, ...children] = recording.registrations;
        expect([first.name, lake.name]).to.deep.equal(["first", "lake"]);
        expect(children.map(({ parent }) => parent)).to.deep.equal(Array(19).fill("lake"));
    });

    it("dependsOn the component: whoever has it waits for every child", async () => {
        const recording = await record(() => {
            const lake = new OneLoginCloudTrailLake("lake", enough);
            return new aws.sns.Topic("last", {}, { dependsOn: [lake] });
        });
        const children = childrenOf(recording, "lake").map(({ name }) => name);
        expect(recording.named("last").dependencies).to.include.members(children);
    });

    it("ignoreChanges and aliases are the component's alone: the engine derives the children's aliases from its own", async () => {
        const options = { ignoreChanges: ["tags"], aliases: [{ name: "old" }] };
        const [component, ...children] = (await recordLake(enough, {}, options)).registrations;
        expect(component.aliases).to.deep.equal([{ name: "old" }]);
        for (const { name, ignoreChanges, aliases } of children)
            expect([ignoreChanges, aliases], name).to.deep.equal([[], []]);
    });

    it("transforms reach every child, and change inputs and options", async () => {
        const transform: pulumi.ResourceTransform = ({ custom, props, opts }) =>
            custom
                ? { props: { ...props, marked: true }, opts: pulumi.mergeOptions(opts, { protect: true }) }
                : undefined;
        const recording = await recordLake(enough, {}, { transforms: [transform] });
        expect(recording.errors).to.deep.equal([]);
        for (const { name, inputs, protect } of childrenOf(recording, "lake")) {
            expect(inputs.marked, name).to.equal(true);
            expect(protect, name).to.equal(true);
        }
        expect(recording.named("lake-store").retainOnDelete).to.equal(true);
    });
});
