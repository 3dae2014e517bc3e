import { expect } from "chai";
import { readDay } from "../../../lab/samples/day";
import { timeOf } from "../../../lab/samples/template";
import { changesOf } from "../../../local/cloudwatch/alarm";
import { recordAlarms } from "../../support/pulumi/alarms";
import type { RegisteredAlarm } from "../../support/pulumi/alarms";
import { hour, metricsOfFlow, minute, units } from "./flow";
import type { Fate, Flow } from "./flow";

const day = readDay();
/** The sample day, whose first event comes an hour after the alarms are made. */
const sampleDay = day.events
    .map((event) => hour + (timeOf(event) - day.start) * 1000)
    .filter((time) => !Number.isNaN(time))
    .sort((one, other) => one - other);
const night = Math.max(...sampleDay);
const noon = sampleDay[Math.floor(sampleDay.length / 2)];
const everyMinutes = (minutes: number, end: number) =>
    Array.from({ length: Math.floor(end / minutes / minute) }, (_, index) => (index + 1) * minutes * minute);

const between =
    (from: number, to: number, fate: Fate) =>
    (time: number): Fate =>
        time >= from && time < to ? fate : "delivered";
const once =
    (fate: Fate) =>
    (_time: number, sent: number, attempt: number): Fate =>
        sent === noon && attempt === 1 ? fate : "delivered";

/** What an alarm is on for, from and to, in minutes; a time that is not over is not there. */
type On = [from: number, to?: number][];

function onOf(alarm: RegisteredAlarm, flow: Flow, unit: (typeof units)["S3"]): On {
    const changes = changesOf(alarm, metricsOfFlow(flow, unit), 0, flow.end);
    return changes.flatMap(({ time, state }, index): On => {
        if (state !== "ALARM") return [];
        const end = changes.at(index + 1)?.time;
        return [[time / minute, ...(end === undefined ? ([] as const) : ([end / minute] as const))]];
    });
}

const quiet: [title: string, flow: Flow][] = [
    ["on the sample day", { sent: sampleDay, end: night + hour }],
    ["while one event is refused once", { sent: sampleDay, fate: once("refused"), end: night + hour }],
    ["while the function dies once", { sent: sampleDay, fate: once("died"), end: night + hour }],
    ["on an event an hour, for two days", { sent: everyMinutes(60, 48 * hour), end: 48 * hour }],
];

const start = 10 * hour;
const steady = everyMinutes(10, 20 * hour);
const end = 20 * hour;
const outage = (minutes: number, fate: Fate): Flow => ({
    sent: steady,
    fate: between(start, start + minutes * minute, fate),
    end,
});
const poison: Flow = {
    sent: steady,
    fate: (_time, sent) => (sent === start ? "refused" : "delivered"),
    maxReceiveCount: 5,
    redriven: 19 * hour,
    end,
};
const counted = (...values: [name: string, value: number][]): Flow => ({
    sent: steady,
    end,
    others: Object.fromEntries(values.map(([name, value]) => [name, [{ time: start - minute, value }]])),
});

/** [alarm, its fault, how many minutes after its beginning it fires, and is over again, at the latest (an hour earlier at the earliest); undefined: never] */
const faults: [
    alarm: string,
    title: string,
    flow: Flow,
    fires: number | undefined,
    over: number | undefined,
][] = [
    [
        "silent",
        "nothing comes for a day",
        { sent: everyMinutes(10, start), end: 60 * hour },
        27 * 60,
        undefined,
    ],
    [
        "silent",
        "nothing comes for 22 hours",
        { sent: [...everyMinutes(10, start), 32 * hour], end: 50 * hour },
        undefined,
        undefined,
    ],
    ["dead-letters", "an event is dead-lettered, and put back hours later", poison, 60, 9 * 60 + 5],
    ["stuck", "the function is not invoked for an hour", outage(60, "idle"), 46, 95],
    ["stuck", "everything is refused for two hours", outage(120, "refused"), 46, 150],
    ["stuck", "nothing is tried for 14 minutes", outage(14, "idle"), undefined, undefined],
    ["waiting", "everything is refused for two hours", outage(120, "refused"), 46, 190],
    ["waiting", "nothing is tried for 24 minutes", outage(24, "idle"), undefined, undefined],
    ["waiting", "nothing is tried for 40 minutes", outage(40, "idle"), 46, 90],
    ["errors", "the function dies for an hour", outage(60, "died"), 31, 125],
    [
        "lost",
        "a target has no dead letters for what failed",
        counted(["FailedInvocations", 2], ["InvocationsSentToDlq", 1]),
        1,
        45,
    ],
    [
        "lost",
        "what failed is dead-lettered",
        counted(["FailedInvocations", 2], ["InvocationsSentToDlq", 2]),
        undefined,
        undefined,
    ],
    ["lost", "dead letters are refused", counted(["InvocationsFailedToBeSentToDlq", 1]), 1, 45],
];

describe("the registered alarms, judged as CloudWatch does", () => {
    const alarms: Record<string, Record<string, RegisteredAlarm>> = {};
    before(async () => {
        const both = await recordAlarms({ destinations: ["cloudtrail-lake", "s3"] });
        const named = (begin: string) =>
            Object.fromEntries(
                Object.entries(both)
                    .filter(([name]) => name.startsWith(begin) || name.endsWith("-lost"))
                    .map(([name, alarm]) => [name.replace(/^lake-(s3-)?alarm-/, ""), alarm]),
            );
        alarms["CloudTrail Lake"] = named("lake-alarm-");
        alarms.S3 = named("lake-s3-alarm-");
    });

    for (const [where, unit] of Object.entries(units)) {
        for (const [title, flow] of quiet) {
            it(`${where}: all are quiet ${title}`, () => {
                expect(Object.keys(alarms[where])).to.have.length(6);
                for (const [name, alarm] of Object.entries(alarms[where]))
                    expect(onOf(alarm, flow, unit), name).to.deep.equal([]);
            });
        }
        for (const [name, title, flow, fires, over] of faults) {
            it(`${where}: ${name} ${fires === undefined ? "is quiet" : "fires"} if ${title}`, () => {
                const on = onOf(alarms[where][name], flow, unit);
                if (fires === undefined) return void expect(on).to.deep.equal([]);
                // Windows that slide by a minute may hold one error less for a moment: a second call, five minutes later.
                const pauses = on.slice(1).map(([from], index) => from - (on[index][1] ?? Infinity));
                if (name === "errors") for (const pause of pauses) expect(pause).to.be.at.most(5);
                else expect(pauses).to.deep.equal([]);
                expect(on).not.to.deep.equal([]);
                const [[from], [, to]] = [on[0], on[on.length - 1]];
                const began = start / minute;
                expect(from)
                    .to.be.least(began - 1)
                    .and.at.most(began + fires);
                if (over === undefined) return void expect(to).to.equal(undefined);
                expect(to).to.be.within(began + over - 60, began + over);
            });
        }
    }

    it("silent judges a new deployment that nothing comes to after a day, not before", () => {
        const on = onOf(alarms.S3.silent, { sent: [], end: 72 * hour }, units.S3);
        expect(on).to.deep.equal([[24 * 60]]);
    });

    it("with direct delivery: fire at what Lambda drops or cannot dead-letter, and are quiet otherwise", async () => {
        const direct = await recordAlarms({ delivery: { mode: "direct" } });
        const unit = units["CloudTrail Lake"];
        for (const [name, metric] of [
            ["dead-letter-errors", "DeadLetterErrors"],
            ["dropped", "AsyncEventsDropped"],
        ]) {
            const alarm = direct[`lake-alarm-${name}`];
            expect(onOf(alarm, counted([metric, 1]), unit)).to.deep.equal([[599, 614]]);
            expect(onOf(alarm, counted([metric, 0]), unit)).to.deep.equal([]);
        }
        for (const [name, alarm] of Object.entries(direct))
            expect(onOf(alarm, { sent: sampleDay, end: night + hour }, unit), name).to.deep.equal([]);
        const silent = { sent: everyMinutes(10, start), end: 60 * hour };
        expect(onOf(direct["lake-alarm-silent"], silent, unit)).to.have.length(1);
    });
});
