import { expect } from "chai";
import fc from "fast-check";
import { compare, type Source } from "../../../cli/reconcile/compare";
import { createIdentifier } from "../../../cli/reconcile/identify";
import { createEventLog } from "../../../cli/reconcile/log";
import { createStored } from "../../../cli/reconcile/stored";
import { dayAfter } from "../../../cli/time";
import { forAthena, forLake } from "../../../queries/texts";
import { createForwardersMapper } from "../../support/mapper";
import { group, logsOf, type Line, type Logs } from "./logs";

const mapper = createForwardersMapper();
const [day, hour] = [86_400_000, 3_600_000];
const since = Date.parse("2026-11-20T00:00:00Z");
const until = since + 3 * day;

/** JSON texts of ids, as OneLogin writes them and as nobody should. */
const uuids = fc.oneof(
    { weight: 6, arbitrary: fc.uuid().map((uuid) => JSON.stringify(uuid)) },
    fc.constantFrom(
        ...["null", '""', "true", "{}", '{"a":null}', '{"a":"b"}', "[1]", "1e999", "12345678901234567890"],
        ...[
            '"1e5"',
            "1e5",
            '"Infinity"',
            '"ü b/c"',
            '"a\\u0062cdefghijklmnopq"',
            '" 0f1e2d3c4b5a69788796a5b4 "',
        ],
        ...[`"${"long".repeat(50)}"`, `"x-${"0123456789abcdef".repeat(4)}"`, "[[[[[[{}]]]]]]"],
    ),
    fc.constant(undefined),
);

const times = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: since - 2 * hour, max: until + 2 * hour }) },
    // The borders of hours and days, and a second in which there is much.
    fc.constantFrom(
        ...[since - 1, since, since + hour - 1, since + hour, since + day - 1, since + day, until - 1, until],
    ),
    fc.integer({ min: since + 5 * hour, max: since + 5 * hour + 999 }),
);

/** Milliseconds from an event's time to its receipt: at once, a day, weeks late, and clocks that are wrong. */
const delays = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 30_000 }) },
    fc.integer({ min: 0, max: 40 * day }),
    fc.integer({ min: -5 * day, max: 0 }),
    fc.constant(8 * 365 * day),
);

const events = fc.record({
    uuid: uuids,
    received: times,
    delay: delays,
    type: fc.constantFrom("5", '"5"', '" 5 "', "6", "6.0", "6e0", "null", '"x"', "{}"),
    /** What befalls its rows: how many there are of each. */
    rows: fc.constantFrom(1, 1, 1, 1, 0, 2, 3),
    /** Whether it comes again, in another envelope. */
    twin: fc.option(fc.integer({ min: 0, max: 20 * hour }), { freq: 5 }),
    notAnEvent: fc.constantFrom(false, false, false, false, false, false, false, true),
});

/** Rows of the same id may lie days apart, and are not compared then. */
const haveOneId = (one: Event, other: Event): boolean => one.uuid !== undefined && one.uuid === other.uuid;

type Event = typeof events extends fc.Arbitrary<infer T> ? T : never;

/** EventBridge gives each envelope an id of its own. */
function linesOf({ uuid, received, delay, type, twin, notAnEvent }: Event, at: number): Line[] {
    const time = new Date(received - delay)
        .toISOString()
        .replace("T", " ")
        .replace(/\.\d+Z/, " UTC");
    const detail = [
        `"event_type_id":${type},"event_timestamp":"${time}"`,
        ...(uuid === undefined ? [] : [`"uuid":${uuid}`]),
    ];
    const line = (timestamp: number, id: string): Line => ({
        timestamp,
        message: `{"id":"${id}","time":"${new Date(timestamp).toISOString()}","detail":${notAnEvent ? "[]" : `{${detail.join()}}`}}`,
    });
    return [
        line(received, `envelope-${at}`),
        // Of an event from the future the table's day is that of its receipt: two would lie in two days.
        ...(twin === null || delay < 0 ? [] : [line(received + twin, `envelope-${at}-again`)]),
    ];
}

const answered = { columns: [], bytesScanned: 0 };

interface Stored {
    id: string;
    eventTime: string;
    /** When the writer received it. */
    received: number;
}

/** The rows of the SQL that is asked, which bounds the time, and in Athena the day, too. */
function answer(rows: readonly Stored[], sql: string): string[][] {
    const [from, to] = [...sql.matchAll(/timestamp '(\S+) 00:00:00'/g)].map(([, text]) => text);
    const [, sign, bound] = /AND day (=|>=) '(\S+)'/.exec(sql) ?? [];
    const found = rows.filter(({ eventTime, received }) => {
        const eventDay = eventTime.slice(0, 10);
        const today = new Date(received).toISOString().slice(0, 10);
        const isShown = eventDay >= "2020-01-01" && eventDay <= dayAfter(today);
        const partition = isShown ? eventDay : today;
        const isAsked = sign === undefined || (sign === "=" ? partition === bound : partition >= bound);
        return eventDay >= from && eventDay < to && isAsked;
    });
    const counts = new Map<string, number>();
    for (const { id } of found) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts].map(([id, count]) => [id, String(count)]);
}

describe("the comparison of the raw event log with a destination", function () {
    this.timeout(120_000);
    let logs: Logs;
    let lines: Line[];
    before(async () => {
        lines = [];
        logs = await logsOf(lines);
    });
    after(() => logs.close());

    const isExcluded = (message: string) => {
        const type: unknown = (JSON.parse(message) as { detail?: { event_type_id?: unknown } }).detail
            ?.event_type_id;
        return type === 6 || (typeof type === "string" && type.trim() === "6");
    };

    for (const hasDays of [false, true])
        it(`finds just what is missing and what is double, ${hasDays ? "in Athena" : "in CloudTrail Lake"}`, async () => {
            await fc.assert(
                fc.asyncProperty(
                    fc.uniqueArray(events, { maxLength: 40, comparator: haveOneId }),
                    fc.integer({ min: 4, max: 12 }),
                    async (all, most) => {
                        lines.splice(0, Infinity, ...all.flatMap(linesOf));
                        const rows: Stored[] = [];
                        const truth = new Map<string, { logged: number; rows: number }>();
                        const excluded = { count: 0, notEvents: 0 };
                        for (const [at, event] of all.entries())
                            for (const { timestamp, message } of linesOf(event, at)) {
                                const isIn = timestamp >= since && timestamp < until;
                                const mapped = mapper.map(message, timestamp);
                                if (typeof mapped === "string") {
                                    if (isIn) excluded.notEvents++;
                                    continue;
                                }
                                const { id, eventTime } = mapped;
                                const known = truth.get(id) ?? { logged: 0, rows: 0 };
                                const left = isExcluded(message) ? 0 : event.rows;
                                known.rows += left;
                                if (isIn && isExcluded(message)) excluded.count++;
                                else if (isIn) known.logged++;
                                truth.set(id, known);
                                for (let n = 0; n < left; n++)
                                    rows.push({ id, eventTime, received: timestamp });
                            }
                        const source: Source = {
                            log: createEventLog(logs.client, group, most),
                            identifier: createIdentifier(),
                            isExcluded,
                        };
                        const stored = createStored({
                            textOf: (sql) => (hasDays ? forAthena(sql, "d", "t") : forLake(sql, "t")),
                            run: (sql) => Promise.resolve({ ...answered, rows: answer(rows, sql) }),
                            costOf: () => 0,
                        });
                        const [found] = await compare(
                            source,
                            [{ stored, keeps: () => true }],
                            { since, until },
                            () => undefined,
                        );
                        const expected = [...truth].filter(([, { logged }]) => logged > 0);
                        const missing = expected.filter(([, one]) => one.rows === 0);
                        expect(found.missing.map(({ id }) => id).sort()).to.deep.equal(
                            missing.flatMap(([id, { logged }]) => Array<string>(logged).fill(id)).sort(),
                        );
                        expect(new Set(found.doubles.map(({ id }) => id))).to.deep.equal(
                            new Set(expected.filter(([, one]) => one.rows > one.logged).map(([id]) => id)),
                        );
                        const sums = [...found.hours.values()].reduce((sum, one) => sum + one.excluded, 0);
                        expect([sums, found.notEvents]).to.deep.equal([excluded.count, excluded.notEvents]);
                    },
                ),
                { numRuns: 15 },
            );
        });

    it("says that an event is missing whose message cannot be read again", async () => {
        const uuid = "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0";
        const sighting = { time: since, uuid, type: "5" };
        const source: Source = {
            log: {
                sightings: (from) => Promise.resolve(from === since ? [sighting] : []),
                messages: async function* () {},
                scanned: () => 0,
            },
            identifier: createIdentifier(),
            isExcluded: () => false,
        };
        const stored = { on: () => Promise.resolve(new Map()), spent: () => ({ bytes: 0, dollars: 0 }) };
        // As CloudTrail Lake, which removes an event by its own time.
        const keeps = ({ eventTime }: { eventTime: string }) => Date.parse(eventTime) >= since;
        const [{ missing }] = await compare(source, [{ stored, keeps }], { since, until }, () => undefined);
        expect(missing).to.deep.equal([{ id: uuid, received: since }]);
    });
});
