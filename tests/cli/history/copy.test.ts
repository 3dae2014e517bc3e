import { expect } from "chai";
import { copyDay } from "../../../cli/history/copy";
import { record } from "../../local/lake/support";
import { failure } from "../../local/lake/support";
import { worldOf, type World } from "./support";

const day = "2026-03-10";
const dayOf = (rows: number, name = day) => ({ day: name, events: rows, checksum: "", rows });
const ours = (raw: object = {}, rest: object = {}) => ({ additionalEventData: { raw }, ...rest });
const at = (time: string) => ({ ingestionTime: new Date(time) });
const putsOf = ({ events }: World) => events.list("events/").map(({ key }) => key);

describe("history, of one day", () => {
    let world: World;
    afterEach(() => world.close());

    it("writes what Athena does not have, in rows of the writer's, and nothing a second time", async () => {
        world = await worldOf([
            record("b", ours({ detail: { user_name: "Zoë 🛠", n: 1 } })),
            record("a", ours(), at("2026-03-10T10:00:00Z")),
            record("other day", ours({}, { eventTime: "2026-03-11T00:00:00Z" })),
        ]);
        expect(await copyDay(dayOf(2), world.parts)).to.deep.equal({
            day,
            events: 2,
            copied: 2,
            missing: [],
            unreadable: [],
        });
        const [key, ...others] = putsOf(world);
        expect(others).to.deep.equal([]);
        expect(key).to.match(/^events\/day=2026-03-10\/20260310T100000Z-[0-9a-f]{64}\.json\.gz$/);
        const [a, b] = world.rows(day);
        expect([a.eventid, b.eventid]).to.deep.equal(["a", "b"]);
        expect(b.eventtime).to.equal("2026-03-10 11:00:00");
        expect(JSON.parse(b.eventdata.additionaleventdata.raw)).to.deep.equal({
            detail: { user_name: "Zoë 🛠", n: 1 },
        });
        expect(JSON.parse(b.eventjson)).to.deep.include({ eventID: "b" });

        expect(await copyDay(dayOf(2), world.parts)).to.deep.include({ events: 2, copied: 0, missing: [] });
        expect(putsOf(world)).to.deep.equal([key]);
    });

    it("leaves out the ids that Athena has, and takes the earliest of twins, and every other event of an id", async () => {
        world = await worldOf([
            // The export has no order: of ten pairs, one at least comes with the later twin first.
            ...Array.from({ length: 20 }, (_, n) =>
                record(`twin${n % 10}`, ours(), at(`2026-03-10T1${n < 10 ? 2 : 1}:00:00Z`)),
            ),
            record("twin0", ours({ detail: "another's" }), at("2026-03-10T11:00:01Z")),
            record("old", ours()),
        ]);
        const { idsIn } = world.parts;
        const known = new Set(["old"]);
        const { copied } = await copyDay(dayOf(22), {
            ...world.parts,
            idsIn: async (days) => new Set([...known, ...(await idsIn(days))]),
        });
        expect(copied).to.equal(10);
        const rows = world.rows().map(({ eventid, metadata }) => [eventid, metadata.ingestiontime]);
        expect(rows).to.deep.equal([
            ...Array.from({ length: 10 }, (_, n) => [`twin${n}`, "2026-03-10T11:00:00Z"]),
            ["twin0", "2026-03-10T11:00:01Z"],
        ]);
    });

    it("makes the same objects of the same day, whatever order CloudTrail Lake exports it in", async () => {
        const records = Array.from({ length: 250 }, (_, n) => record(`u${n}`, ours({ n })));
        world = await worldOf(records);
        const nothing = {
            ...world.parts,
            rowsPerObject: 100,
            idsIn: () => Promise.resolve(new Set<string>()),
        };
        await copyDay(dayOf(1200), nothing).catch(() => undefined);
        expect(putsOf(world)).to.deep.equal([]);
        const first = await copyDay(dayOf(250), nothing);
        expect(first.missing).to.have.lengthOf(250);
        const keys = putsOf(world);
        expect(keys).to.have.lengthOf(3);
        let puts = 0;
        world.intercept(({ action }) => void (action === "PutObject" && puts++));
        await copyDay(dayOf(250), nothing);
        expect([putsOf(world), puts]).to.deep.equal([keys, keys.length]);
        expect(world.rows()).to.have.lengthOf(250);
    });

    it("puts an event whose time no day of the table has under the day of its receipt, where the writer may have put it the day before", async () => {
        const future = ours({}, { eventTime: "2099-01-01T00:00:00Z" });
        world = await worldOf([record("future", future, at("2026-03-10T00:00:01Z"))]);
        await copyDay(dayOf(1, "2099-01-01"), world.parts);
        expect(world.rows("2026-03-10")).to.have.lengthOf(1);
        const asked: string[] = [];
        const idsIn = (days: readonly string[]) => {
            asked.push(...days);
            return Promise.resolve(new Set(["future"]));
        };
        expect(await copyDay(dayOf(1, "2099-01-01"), { ...world.parts, idsIn })).to.include({ copied: 0 });
        expect(asked.slice(0, 3)).to.deep.equal(["2026-03-09", "2026-03-10", "2026-03-11"]);
    });

    it("writes again what S3 could not take for a moment", async () => {
        world = await worldOf([record("a", ours())]);
        let tries = 0;
        world.intercept(({ action }) =>
            action === "PutObject" && ++tries < 3
                ? { refusal: { status: 409, name: "ConditionalRequestConflict", message: "again" } }
                : undefined,
        );
        expect(await copyDay(dayOf(1), world.parts)).to.include({ copied: 1 });
    });

    it("writes nothing if CloudTrail Lake delivered less than it counted", async () => {
        world = await worldOf([record("a", ours())]);
        expect(await failure(copyDay(dayOf(2), world.parts))).to.include(
            "counted 2 rows on 2026-03-10, and delivered 1",
        );
        expect(putsOf(world)).to.deep.equal([]);
    });

    it("counts what Athena does not find afterwards, and what is no event", async () => {
        world = await worldOf([record("a", ours()), record("", ours())]);
        const found = await copyDay(dayOf(2), {
            ...world.parts,
            idsIn: () => Promise.resolve(new Set<string>()),
        });
        expect(found).to.deep.include({ copied: 1, missing: ["a"], unreadable: ["aws-"] });
    });
});
