import { expect } from "chai";
import { chosenOf, type Detected } from "../../../cli/detect/detections";
import { report } from "../../../cli/detect/report";
import { keptTerminal } from "../terminal";

const [{ name, title, severity, window, runbook }] = chosenOf(["mass-deletion"]);
const detection = { name, title, severity, window, runbook };
const run = {
    window: { since: new Date("2026-11-26T12:00:00Z"), until: new Date("2026-11-28T11:45:00Z") },
    destination: "s3" as const,
    bytesScanned: 5,
    dollars: 0.001,
};
const finding = {
    first_seen: "2026-11-28 03:00:00.000",
    last_seen: "2026-11-28 03:05:00.000",
    actor_id: "42",
    actor_name: null,
    target_id: "7",
    target_name: "\u001b[31mTom",
    address: "192.0.2.1",
    events: "12",
    event_ids: "a, b",
};

function said(detected: Partial<Detected>, columns = Infinity, json = false) {
    const terminal = keptTerminal(undefined, columns);
    const one = { ...detection, findings: [], ...detected };
    return { code: report([one], run, { json }, terminal), text: terminal.text };
}

const head = `${detection.severity}  mass-deletion: ${detection.title}`;
const rows = [
    "  first seen           actor  target         address    events",
    "  2026-11-28 03:00:00  42     \\u001b[31mTom  192.0.2.1      12",
];
const blocks = [
    "  first seen  2026-11-28 03:00:00",
    "  actor       42",
    "  target      \\u001b[31mTom",
    "  address     192.0.2.1",
    "  events      12",
];

describe("what detect says", () => {
    for (const [columns, lines] of [
        [60, blocks],
        [80, rows],
        [120, rows],
        [Infinity, rows],
    ] as const)
        it(`of a finding, in ${columns} columns, with what to do about it`, () => {
            const { code, text } = said({ findings: [finding] }, columns);
            expect(text).to.equal([head, ...lines, `  ${detection.runbook}`, ""].join("\n"));
            expect(code).to.equal(1);
        });

    it("of one that could not look, which is not a good end", () => {
        const error = new Error("Athena's query ended FAILED: SLOW_DOWN");
        expect(said({ error })).to.deep.equal({
            code: 1,
            text: `${head}\n  It could not look: ${error.message}\n`,
        });
        const { code, text } = said({ error }, Infinity, true);
        const { detections } = JSON.parse(text) as { detections: object[] };
        expect([code, detections]).to.deep.equal([
            1,
            [{ ...detection, findings: [], failure: error.message }],
        ]);
    });

    it("if there is nothing to say", () => {
        expect(said({})).to.deep.equal({ code: 0, text: "Nothing was found." });
        const { code, text } = said({}, Infinity, true);
        expect([code, JSON.parse(text)]).to.deep.equal([
            0,
            { ...(JSON.parse(JSON.stringify(run)) as object), detections: [{ ...detection, findings: [] }] },
        ]);
    });
});
