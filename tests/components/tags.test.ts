import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";

const tags = { team: "security", app: "lake", "cost:centre": "7 Zürich/@x" };

const tagged = {
    buffered: [
        "lake-bus",
        "lake-channel",
        "lake-dead-letters",
        "lake-event-log",
        "lake-function",
        "lake-function-log",
        "lake-mapping",
        "lake-queue",
        "lake-role",
        "lake-rule",
        "lake-store",
    ],
    direct: [
        "lake-bus",
        "lake-channel",
        "lake-dead-letters",
        "lake-event-log",
        "lake-function",
        "lake-function-log",
        "lake-role",
        "lake-rule",
        "lake-store",
    ],
};

/** The same unit twice, and what S3 has instead of channel and store. */
const taggedOfS3 = [
    "lake-s3-bucket",
    "lake-s3-database",
    ...["dead-letters", "function", "function-log", "mapping", "queue", "role"].map(
        (one) => `lake-s3-${one}`,
    ),
    "lake-s3-workgroup",
];

describe("tags", () => {
    it("are on everything that takes them, both destinations", async () => {
        const args = { ...enough, tags, destinations: ["cloudtrail-lake", "s3"] };
        const { registrations } = await recordLake(args);
        const bearing = registrations.filter(({ inputs }) => "tags" in inputs);
        expect(bearing.map(({ name }) => name).sort()).to.deep.equal(
            [...tagged.buffered, ...taggedOfS3].sort(),
        );
    });

    for (const mode of ["buffered", "direct"] as const) {
        it(`are on everything that takes them, ${mode}`, async () => {
            const policy = { accountIds: ["111122223333"] };
            const args = { ...enough, tags, delivery: { mode }, channel: { policy } };
            const { errors, registrations } = await recordLake(args);
            expect(errors).to.deep.equal([]);
            const bearing = registrations.filter(({ inputs }) => "tags" in inputs);
            expect(bearing.map(({ name }) => name).sort()).to.deep.equal(tagged[mode]);
            for (const { type, name, inputs } of bearing) {
                if (type.startsWith("aws:")) expect(inputs.tags, name).to.deep.equal(tags);
            }
        });
    }

    it("are a list for aws-native, sorted, in whatever order they come", async () => {
        const sorted = [
            { key: "app", value: "lake" },
            { key: "cost:centre", value: "7 Zürich/@x" },
            { key: "team", value: "security" },
        ];
        const turned = Object.fromEntries(Object.entries(tags).reverse());
        for (const given of [tags, turned]) {
            const recording = await recordLake({ ...enough, tags: given });
            expect(recording.named("lake-store").inputs.tags).to.deep.equal(sorted);
            expect(recording.named("lake-channel").inputs.tags).to.deep.equal(sorted);
        }
    });

    it("are nowhere unless given", async () => {
        const { registrations } = await recordLake();
        expect(registrations.filter(({ inputs }) => "tags" in inputs)).to.deep.equal([]);
    });

    it("may be fifty, with keys and values as long as AWS takes them", async () => {
        const most = Array.from({ length: 50 }, (_, index) => [`${index}`.padEnd(127, "k"), "v".repeat(255)]);
        const { errors } = await recordLake({ ...enough, tags: Object.fromEntries(most) as object });
        expect(errors).to.deep.equal([]);
    });
});
