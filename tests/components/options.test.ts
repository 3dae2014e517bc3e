import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";

const unprotected = { eventDataStore: { terminationProtection: false, retainOnDelete: false } };

describe("the component's options", () => {
    it("retainOnDelete: only the store has it, by default", async () => {
        const { registrations } = await recordLake();
        const retained = registrations.filter(({ retainOnDelete }) => retainOnDelete !== undefined);
        expect(retained.map(({ name, retainOnDelete }) => [name, retainOnDelete])).to.deep.equal([
            ["lake-store", true],
        ]);
    });

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
            "lake-s3-lifecycle",
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
        expect((await recordLake()).named("lake-event-log").retainOnDelete).to.equal(undefined);
    });

    it("protect is the consumer's: the children inherit it, and have none otherwise", async () => {
        const free = await recordLake();
        const guarded = await recordLake(enough, {}, { protect: true });
        for (const { name, protect } of free.registrations) expect(protect, name).to.equal(undefined);
        for (const { name, protect } of guarded.registrations) expect(protect, name).to.equal(true);
    });

    it("ignoreChanges and aliases are no child's", async () => {
        const options: pulumi.ComponentResourceOptions = { ignoreChanges: ["tags"] };
        const { registrations } = await recordLake(enough, {}, options);
        for (const { name, ignoreChanges, aliases } of registrations.slice(1)) {
            expect(ignoreChanges, name).to.deep.equal([]);
            expect(aliases, name).to.deep.equal([]);
        }
    });

    it("transforms reach the children", async () => {
        const names: string[] = [];
        const transformation: pulumi.ResourceTransformation = ({ name }) => {
            names.push(name);
            return undefined;
        };
        const { registrations } = await recordLake(enough, {}, { transformations: [transformation] });
        expect(names.sort()).to.deep.equal(registrations.map(({ name }) => name).sort());
    });
});
