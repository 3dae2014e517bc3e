import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";

const tags = { team: "security", app: "lake", "cost:centre": "7 Zürich/@x" };

/** Of a destination: what takes tags. */
const unit = ["dead-letters", "function", "function-log", "mapping", "queue", "role"];
const tagged = [
    ...["bus", "channel", "event-log", "rule", "store", ...unit].map((one) => `lake-${one}`),
    ...["bucket", "database", "workgroup", ...unit].map((one) => `lake-s3-${one}`),
];

describe("tags", () => {
    it("are on everything that takes them: a list, sorted, for aws-native, in whatever order they come", async () => {
        const destinations = ["cloudtrail-lake", "s3"];
        const sorted = Object.entries(tags)
            .sort()
            .map(([key, value]) => ({ key, value }));
        const turned = Object.fromEntries(Object.entries(tags).reverse());
        for (const given of [tags, turned]) {
            const recording = await recordLake({ ...enough, tags: given, destinations });
            expect(recording.errors).to.deep.equal([]);
            const bearing = recording.registrations.filter(({ inputs }) => "tags" in inputs);
            expect(bearing.map(({ name }) => name)).to.have.members(tagged);
            for (const { type, name, inputs } of bearing)
                expect(inputs.tags, name).to.deep.equal(type.startsWith("aws:") ? tags : sorted);
        }
    });
});
