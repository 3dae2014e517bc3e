import { expect } from "chai";
import type { Group } from "../../../cli/redrive/letters";
import type { Seen } from "../../../cli/redrive/look";
import type { Moved } from "../../../cli/redrive/move";
import { agree, report, show, type Aim } from "../../../cli/redrive/report";
import { keptTerminal } from "../terminal";

const day = 86_400_000;
const now = Date.parse("2026-11-28T12:00:00Z");
const groups: Group[] = [
    {
        ...{ by: "EventBridge", reason: "not delivered", code: "NO_PERMISSIONS", age: "under 7 days" },
        ...{ letters: 1, example: "denied" },
    },
    {
        ...{ by: "function", reason: "rejected by CloudTrail Lake", code: "InvalidData", age: "under a day" },
        ...{ letters: 1234, example: "\u009b31mred\u202e because the channel would not have it" },
    },
];
const seen: Seen = { letters: 1235, chosen: 10, groups, complete: true, oldest: now - 3 * day, newest: now };
const none: Seen = { letters: 0, chosen: 0, groups: [], complete: true, oldest: Infinity, newest: 0 };

function aim(some: Partial<Seen> = {}): Aim {
    const target = { title: "queue-1", send: () => Promise.resolve({ taken: [], refused: [] }) };
    const source = { title: "CloudTrail Lake", letters: { name: "dead-letters-1" }, target };
    return {
        source: source as unknown as Aim["source"],
        seen: { ...seen, ...some },
        keeps: 14 * day,
        target,
    };
}

const narrow = `
  by           reason                  age           letters
  EventBridge  not delivered: NO_PER…  under 7 days        1
  function     rejected by CloudTrai…  under a day      1234`;
const usual = `
  by           reason                                      age           letters
  EventBridge  not delivered: NO_PERMISSIONS: denied       under 7 days        1
  function     rejected by CloudTrail Lake: InvalidData:…  under a day      1234`;
const wide = `
  by           reason                                                                              age           letters
  EventBridge  not delivered: NO_PERMISSIONS: denied                                               under 7 days        1
  function     rejected by CloudTrail Lake: InvalidData: \\u009b31mred\\u202e because the channel …  under a day      1234`;
const whole = `
  by           reason                                                                                              age           letters
  EventBridge  not delivered: NO_PERMISSIONS: denied                                                               under 7 days        1
  function     rejected by CloudTrail Lake: InvalidData: \\u009b31mred\\u202e because the channel would not have it  under a day      1234`;

/** What is said of dead letters before anything is moved, and the answer to the question. */
async function offered(plan: Aim, columns: number, answer?: boolean) {
    const terminal = keptTerminal(answer, columns);
    show(plan, terminal.print, columns, now);
    await agree([plan], { yes: answer === undefined }, terminal);
    return terminal.text;
}

function done(moved: Partial<Moved>, since: Seen) {
    const terminal = keptTerminal();
    const all = { moved: 7, refused: {}, twice: 0, complete: true, ...moved };
    return [report([{ plan: aim(), moved: all, since }], terminal.print, 80), terminal.text];
}

describe("what redrive says", () => {
    for (const [columns, table] of [
        [60, narrow],
        [80, usual],
        [120, wide],
        [Infinity, whole],
    ] as const)
        it(`of what there is and what it would do, in ${columns} columns`, async () => {
            expect(await offered(aim(), columns)).to.equal(
                [
                    "CloudTrail Lake: 1235 dead letters in dead-letters-1. The oldest is kept for 11 more days.",
                    table.slice(1),
                    "To move: 10 dead letters of CloudTrail Lake, to queue-1.",
                ].join("\n"),
            );
        });

    it("of more than it looks at, of the last day, and of none", () => {
        const said: string[] = [];
        for (const some of [{ complete: false, oldest: now - 13 * day }, none])
            show(aim(some), (line) => said.push(line), 80, now);
        expect([said[0], said[2]]).to.deep.equal([
            "CloudTrail Lake: more than 1235 dead letters in dead-letters-1. The oldest is kept for 1 more day.",
            "CloudTrail Lake: no dead letters.",
        ]);
    });

    it("of what it did, and ends well only if all went and nothing came back", () => {
        expect(done({}, none)).to.deep.equal([true, "CloudTrail Lake: moved 7 dead letters to queue-1."]);
        const back = { ...none, letters: 1, groups: groups.slice(0, 1) };
        const refused = { InvalidMessageContents: 2 };
        expect(done({ refused, twice: 1, complete: false }, back)).to.deep.equal([
            false,
            [
                "CloudTrail Lake: moved 7 dead letters to queue-1.",
                "2 dead letters stayed: queue-1 refused them (InvalidMessageContents). Keep them by --export.",
                "1 dead letter could not be deleted: what is in both places has the same id. Run it again.",
                "Not all were moved: run it again.",
                "1 dead letter came since. What comes back is not mended:",
                "  by           reason                                 age           letters",
                "  EventBridge  not delivered: NO_PERMISSIONS: denied  under 7 days        1",
            ].join("\n"),
        ]);
        for (const [moved, since] of [
            [{ refused }, none],
            [{ twice: 1 }, none],
            [{ complete: false }, none],
            [{}, back],
        ] as const)
            expect(done(moved, since)[0]).to.equal(false);
    });
});
