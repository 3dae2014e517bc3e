import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";
import { lakeEffects } from "./effects";
import { s3Effects } from "./s3Effects";

describe("the inputs reach what is made", () => {
    for (const [title, args, children] of [...lakeEffects, ...s3Effects])
        it(title, async () => {
            const recording = await recordLake({ ...enough, ...args });
            expect(recording.errors).to.deep.equal([]);
            for (const [child, expected] of Object.entries(children)) {
                const { inputs } = recording.named(child);
                const made = Object.keys(expected).map((input) => [input, inputs[input]]);
                expect(Object.fromEntries(made), child).to.deep.equal(expected);
            }
        });

    it("empty groups of them are the defaults", async () => {
        const groups = ["eventDataStore", "channel", "delivery", "forwarder", "eventLog", "tags"];
        const empty = Object.fromEntries(groups.map((group) => [group, {}]));
        const namesOf = async (args: LooseArgs) =>
            (await recordLake(args)).registrations.map(({ name }) => name).sort();
        expect(await namesOf({ ...enough, ...empty })).to.deep.equal(await namesOf(enough));
    });

    it("several stores are the channel's destinations, and take settings of the channel", async () => {
        const stores = ["a", "b"].map(
            (id) => `arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/${id}`,
        );
        const channel = { name: "mine", source: "Custom" };
        const recording = await recordLake({ ...enough, eventDataStoreArns: stores, channel });
        expect(recording.named("lake-channel").inputs).to.deep.equal({
            ...channel,
            destinations: stores.map((location) => ({ type: "EVENT_DATA_STORE", location })),
        });
    });

    it("and may leave the raw log out", async () => {
        const { errors, registrations } = await recordLake({ ...enough, eventLog: { enabled: false } });
        expect(errors).to.deep.equal([]);
        const ofLog = registrations.filter(({ name }) => /event-log|log-target/.test(name));
        expect(ofLog).to.deep.equal([]);
    });
});
