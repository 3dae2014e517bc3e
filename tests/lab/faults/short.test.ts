import { expect } from "chai";
import type { Report } from "../../../lab/faults/laboratory";
import { mixOf } from "../../../lab/faults/mixed";
import { runFaults } from "../../../lab/faults/runs";
import { faultCases } from "../../../lab/faults/table";

/** One of each kind. The others, and longer outages, are `npm run faults`. */
const chosen = [
    "connection-reset-after-acceptance",
    "answer-slower-than-the-timeout",
    "killed-after-the-call",
    "deadline-with-half-the-batch-sent",
    "dead-letter-send-refused",
    "redelivered-in-two-batches",
    "poison-ValidationException",
    "event-InvalidData-some",
];

/** On the way to S3, with CloudTrail Lake beside it, where nothing may happen. */
const onTheWayToS3 = ["s3-reset-after-write", "s3-same-batch-twice", "s3-access-denied"];

describe("the fault laboratory, its short form", function () {
    this.timeout(300_000);

    const faults = faultCases.filter(({ name }) => chosen.includes(name));
    // Both at once: they mostly wait.
    let [alone, together, toS3]: Promise<Report[]>[] = [];
    before(() => {
        alone = runFaults(faults, { events: 40, seed: 1, outageSeconds: 600 });
        toS3 = runFaults(
            [...faultCases.filter(({ name }) => onTheWayToS3.includes(name)), mixOf(faultCases, 7)],
            { events: 40, seed: 1, outageSeconds: 300, modes: ["s3"], both: true },
        );
        together = runFaults([mixOf(faultCases, 1)], { events: 200, seed: 1, outageSeconds: 60 });
    });

    it("loses nothing, whatever goes wrong", async () => {
        expect(faults).to.have.length(chosen.length);
        const reports = await alone;
        const wrong = reports.flatMap(({ name, mode, faults: found }) =>
            found.map((one) => `${name}, ${mode}: ${one}`),
        );
        expect(wrong).to.deep.equal([]);
        expect(reports.reduce((sum, { snapshots }) => sum + snapshots, 0)).to.be.above(reports.length);
    });

    it("loses nothing on the way to S3, stores nothing twice, and leaves CloudTrail Lake untouched", async () => {
        const reports = await toS3;
        expect(
            reports.map(({ name, faults: found, lost, duplicated }) => [name, found, lost, duplicated]),
        ).to.deep.equal(reports.map(({ name }) => [name, [], 0, 0]));
        expect(reports).to.have.length(onTheWayToS3.length + 1);
    });

    it("loses nothing when faults come together", async () => {
        expect((await together).map(({ faults, injected }) => [faults, injected > 5])).to.deep.equal([
            [[], true],
            [[], true],
        ]);
    });
});
