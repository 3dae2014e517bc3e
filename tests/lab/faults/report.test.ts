import { expect } from "chai";
import type { Report } from "../../../lab/faults/laboratory";
import { readOptions } from "../../../lab/faults/options";
import { closing, failures, lines, opening } from "../../../lab/faults/report";

function report(changes: Partial<Report> = {}): Report {
    return {
        name: "some-fault",
        mode: "buffered",
        injected: 3,
        touched: 2,
        lost: 0,
        duplicated: 1,
        deadLettered: 4,
        recovery: 500,
        alarms: ["stuck", "waiting"],
        snapshots: 5,
        faults: [],
        ...changes,
    };
}

const options = readOptions(["--seed", "9"]);

describe("the laboratory's report", () => {
    it("says its seed and how much shorter waiting is", () => {
        expect(opening(options, 2)).to.match(/^Seed 9: 2 faults .*100 times.*\n.*20 times/s);
    });

    it("has one line for each fault and mode", () => {
        const rows = lines([report(), report({ mode: "direct", recovery: 7 })])
            .split("\n")
            .slice(1)
            .map((line) => line.trim().split(/ {2,}/));
        expect(rows).to.deep.equal([
            ["some-fault", "buffered", "3", "2", "0", "1", "4", "8 min", "stuck waiting"],
            ["some-fault", "direct", "3", "2", "0", "1", "4", "7 s", "stuck waiting"],
        ]);
    });

    it("says how to run again what went wrong", () => {
        const wrong = [report({ faults: ["lost: a"] }), report({ name: "mix-12", faults: ["lost: b"] })];
        expect(failures([report(), ...wrong], options)).to.deep.equal([
            "some-fault, buffered:",
            "    lost: a",
            "    again: npm run faults -- --seed 9 --events 100 --outage 60 --only some-fault",
            "mix-12, buffered:",
            "    lost: b",
            "    again: npm run faults -- --seed 12 --mixed-events 2000 --mixed 1 --only none",
        ]);
    });

    it("sums up", () => {
        expect(closing([report(), report({ lost: 2 })], 61.4)).to.match(
            /^2 runs in 61 s: 6 faults injected, 2 events lost; 10 times/,
        );
    });
});
