import { expect } from "chai";
import { startLocal, type Local } from "../support";
import { deliver, eventOf, linesOf, lose, storedIn, uuidOf } from "./support";

interface Json {
    destinations: {
        destination: string;
        hours: Record<string, unknown>[];
        missing: { id: string }[];
        double: { id: string; rows: number; logged: number }[];
        waiting: object;
        expired: number;
    }[];
    skipped: string[];
    resent?: object[];
}

const ids = (events: { id: string }[]): string[] => events.map(({ id }) => id).sort();
const titles = [
    { destination: "cloudtrail-lake", title: "CloudTrail Lake" },
    { destination: "s3", title: "S3" },
];
const waitingNone = { queue: { messages: 0 }, deadLetters: { messages: 0 } };

describe("the command reconcile", function () {
    this.timeout(60_000);
    let local: Local;
    before(async () => {
        local = await startLocal();
    });
    after(() => local.close());
    beforeEach(() => linesOf(local).splice(0));

    const called = (...args: string[]) => local.call("reconcile", "--since", "6h", ...args);
    const inJson = async (...args: string[]) => {
        const { code, text, notes } = await called("--json", ...args);
        expect(text, notes).to.match(/^\{/);
        return { code, ...(JSON.parse(text) as Json) };
    };

    it("ends with 0 if each destination has every event of the log", async () => {
        await deliver(local, 100, eventOf(1), eventOf(2), eventOf(3, { uuid: "ü odd" }));
        const { code, text } = await called();
        const well =
            "  Nothing differs in 1 hour.\n  Waiting: 0 in the queue, 0 in the dead-letter queue.\n\n";
        expect(text.replaceAll(/ of \S+Z to \S+Z/g, "")).to.match(
            new RegExp(
                `^${titles.map(({ title }) => `${title}: the raw event log has 3 events.\n${well}`).join("")}CloudWatch`,
            ),
        );
        expect(code).to.equal(0);
    });

    it("ends with 1 if one is missing, and says how much waits beside", async () => {
        await deliver(local, 100, eventOf(11));
        lose(local, 200, eventOf(12), eventOf(13));
        const { code, destinations } = await inJson();
        expect(code).to.equal(1);
        for (const { missing, double, waiting, hours } of destinations) {
            expect(ids(missing)).to.deep.equal([uuidOf(12), uuidOf(13)]);
            expect([double, waiting]).to.deep.equal([[], waitingNone]);
            expect(hours.map(({ events, missing }) => [events, missing])).to.deep.equal([
                [2, 2],
                [1, 0],
            ]);
        }
    });

    it("says what is double, with 0: a twin in another envelope is not", async () => {
        const [one, twin] = ["", "again"].map((id) => eventOf(21).replace("envelope-", `envelope-${id}`));
        await deliver(local, 100, one, twin);
        expect(await inJson())
            .to.have.nested.property("destinations[0].double")
            .with.length(0);
        linesOf(local).pop();
        const { code, destinations } = await inJson();
        expect(code).to.equal(0);
        for (const { double } of destinations) {
            expect(double).to.have.length(1);
            expect(double[0]).to.include({ id: uuidOf(21), rows: 2, logged: 1 });
        }
    });

    it("sends again what is missing, to each destination what that one lacks, and then misses nothing", async () => {
        const lost = [
            eventOf(31),
            eventOf(32, { uuid: "odd id" }),
            eventOf(33).replace("envelope", "other"),
            eventOf(33),
        ];
        await deliver(local, 100, eventOf(34));
        lose(local, 200, ...lost, lost[0]);
        const dry = await inJson("--resend");
        expect(dry.resent).to.deep.equal([
            { ...titles[0], sent: 0, left: 5, because: "nobody agreed" },
            { ...titles[1], sent: 0, left: 5, because: "nobody agreed" },
        ]);
        const { code, text } = await called("--resend", "--yes");
        expect(code, text).to.equal(1);
        expect(text).to.match(/CloudTrail Lake: sent 4 messages.*\nS3: sent 4 messages/);
        await local.pipeline.drain();
        expect((await called()).code).to.equal(0);
        for (const stored of await storedIn(local)) {
            const found = stored.filter((id) => [uuidOf(31), uuidOf(33)].includes(id));
            expect(found).to.deep.equal([uuidOf(31), uuidOf(33), uuidOf(33)]);
        }
    });

    it("does not miss what is not kept any more: in Lake by the event's own time", async () => {
        lose(local, 100, eventOf(41, { event_timestamp: "2024-02-01 10:00:00 UTC" }));
        const { destinations } = await inJson();
        expect(destinations.map(({ expired, missing }) => [expired, missing.length])).to.deep.equal([
            [1, 0],
            [0, 1],
        ]);
    });
});

describe("the command reconcile, of a deployment that leaves events out and deletes old objects", function () {
    this.timeout(60_000);
    let local: Local;
    before(async () => {
        local = await startLocal({
            destinations: ["s3"],
            s3DeliveryBatchWindowSeconds: 1,
            eventTypesExclude: [6],
            s3RetentionDays: 400,
            eventLogRetentionDays: 731,
        });
    });
    after(() => local.close());

    async function compared(...args: string[]): Promise<Json["destinations"][0]> {
        const { text } = await local.call("reconcile", "--json", ...args);
        return (JSON.parse(text) as Json).destinations[0];
    }

    it("does not miss those", async () => {
        await deliver(local, 100, eventOf(1), eventOf(2, { event_type_id: 6 }));
        lose(local, 100, eventOf(3, { event_type_id: " 6 " }), eventOf(4, { event_type_id: "x" }));
        const { hours, missing } = await compared("--since", "6h");
        expect(hours.map(({ events, excluded }) => [events, excluded])).to.deep.equal([[4, 2]]);
        expect(ids(missing)).to.deep.equal([uuidOf(4)]);
    });

    it("nor those, by the age of their objects", async () => {
        const day = 24 * 60;
        linesOf(local).splice(0);
        lose(local, 401 * day, eventOf(5));
        lose(local, 399.5 * day, eventOf(6));
        const { expired, missing } = await compared("--since", "402d", "--until", "399d");
        expect([expired, ids(missing)]).to.deep.equal([1, [uuidOf(6)]]);
    });
});
