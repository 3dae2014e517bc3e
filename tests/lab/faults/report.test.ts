import { expect } from "chai";
import type { Report } from "../../../lab/faults/laboratory";
import { readOptions } from "../../../lab/faults/options";
import { failures } from "../../../lab/faults/report";

it("the laboratory says how to run again what went wrong", () => {
    const report = { name: "some-fault", mode: "buffered", faults: [] as string[] } as Report;
    const wrong = [
        { ...report, faults: ["lost: a"] },
        { ...report, name: "mix-12", faults: ["lost: b"] },
    ];
    expect(failures([report, ...wrong], readOptions(["--seed", "9"]))).to.deep.equal([
        "some-fault, buffered:",
        "    lost: a",
        "    again: npm run faults -- --seed 9 --events 100 --outage 60 --only some-fault",
        "mix-12, buffered:",
        "    lost: b",
        "    again: npm run faults -- --seed 12 --mixed-events 2000 --mixed 1 --only none",
    ]);
});
