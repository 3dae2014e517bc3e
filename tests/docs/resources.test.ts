import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";
import { quoted, readText, table } from "./documents";

describe("docs/resources.md: what is created", () => {
    it("has every child's suffix, and no other", async () => {
        const alarms = { actions: ["arn:aws:sns:us-east-1:123456789012:on-call"] };
        const recordings = await Promise.all([
            recordLake({ ...enough, alarms, channel: { policy: { accountIds: ["111122223333"] } } }),
            recordLake({ ...enough, alarms, delivery: { mode: "direct" } }),
            recordLake({
                ...enough,
                destinations: ["s3"],
                s3: { retentionDays: 400 },
                alarms,
                dashboard: {},
            }),
        ]);
        const names = recordings.flatMap(({ registrations }) => registrations.map(({ name }) => name));
        const suffixes = names.filter((name) => name !== "lake").map((name) => name.replace("lake-", ""));
        const rows = table(readText("docs/resources.md"), "suffix").flatMap(([suffix]) => quoted(suffix));
        // S3's delivery has the same parts as CloudTrail Lake's, which the page says once.
        const own = suffixes.filter(
            (suffix) => !rows.includes(suffix.replace(/^s3-/, "")) || rows.includes(suffix),
        );
        expect(rows).to.have.members([...new Set(own)]);
    });

    const store = "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/EXAMPLE";
    const sound: Record<string, object> = {
        eventSourceName: enough,
        eventBusName: { eventBusName: "bus" },
        eventDataStore: { eventDataStore: {} },
        eventDataStoreArns: { eventDataStoreArns: [store] },
        channel: { channel: {} },
        channelArn: { channelArn: store.replace("eventdatastore", "channel") },
    };

    for (const [create, adopt, together] of table(readText("docs/resources.md"), "to create")) {
        const names = [create, adopt].flatMap(quoted).filter((name) => name in sound);
        it(`${names.join(" and ")}: ${together}`, async () => {
            const bus = names.includes("eventBusName") ? {} : enough;
            const args = Object.assign({}, bus, ...names.map((name) => sound[name])) as Record<
                string,
                unknown
            >;
            const { errors } = await recordLake(args);
            if (together.startsWith("an error"))
                expect(errors.join()).to.include(`${names.join(" and ")}: both are given`);
            else expect(errors).to.deep.equal([]);
        });
    }
});
