import { expect } from "chai";
import type { RunOptions } from "../../../lab/faults/laboratory";
import { mixOf } from "../../../lab/faults/mixed";
import { runFaults } from "../../../lab/faults/runs";
import { faultCases, faultNamed } from "../../../lab/faults/table";
import type { Mode } from "../../../lab/faults/types";

/** One of each kind. The others, and longer outages, are `npm run faults`. */
const chosen: Record<Mode, string[]> = {
    buffered: [
        "connection-reset-after-acceptance",
        "answer-slower-than-the-timeout",
        "killed-after-the-call",
        "dead-letter-send-refused",
        "redelivered-in-two-batches",
        "poison-ValidationException",
    ],
    direct: ["connection-reset-after-acceptance", "event-InvalidData-some"],
    // With CloudTrail Lake beside it, where nothing may happen.
    s3: ["s3-reset-after-write", "s3-same-batch-twice", "s3-access-denied"],
};
/** Of the random mixes, one for each destination. */
const mixed: Partial<Record<Mode, number>> = { buffered: 1, s3: 7 };

const options: RunOptions = { events: 40, seed: 1, outageSeconds: 300 };

describe("the fault laboratory, its short form", function () {
    this.timeout(300_000);

    for (const mode of Object.keys(chosen) as Mode[])
        it(`loses nothing, whatever goes wrong, and in S3 stores nothing twice: ${mode}`, async () => {
            const faults = chosen[mode].map(faultNamed);
            const seed = mixed[mode];
            const all = seed === undefined ? faults : [...faults, mixOf(faultCases, seed)];
            const reports = await runFaults(all, { ...options, modes: [mode], both: mode === "s3" });
            const wrong = reports.flatMap(({ name, faults: found, duplicated }) =>
                [...found, ...(mode === "s3" && duplicated > 0 ? ["stored twice"] : [])].map(
                    (one) => `${name}: ${one}`,
                ),
            );
            expect(wrong).to.deep.equal([]);
            expect(reports).to.have.length(all.length);
            expect(Math.min(...reports.map(({ snapshots }) => snapshots))).to.be.above(0);
        });
});
