import { expect } from "chai";
import { record } from "../local/lake/support";
import { answerOf } from "./answers";
import { readText } from "./documents";

const queries = [
    { file: "README.md", heading: "Queries", columns: ["eventTime", "eventName", "principalId", "UID"] },
    { file: "docs/delivery.md", heading: "A duplicate", columns: ["events", "rows_in_the_lake"] },
];

for (const { file, heading, columns } of queries) {
    describe(`${file}: the query that ignores duplicates`, () => {
        it("is one that CloudTrail Lake's SQL has", async () => {
            const { columns: answered } = await answerOf(readText(file), heading);
            expect(answered.map(({ name }) => name)).to.deep.equal(columns);
        });
    });
}

it("README.md: the query that ignores duplicates shows each event once, and hides none that has another's id", async () => {
    const raw = (user: string) => ({ additionalEventData: { raw: { detail: { uuid: "a", user } } } });
    const cut = { additionalEventData: { raw: { _truncated: ["$"], text: "…" } } };
    const { rows } = await answerOf(readText("README.md"), "Queries", [
        record("a", raw("Zoë")),
        record("a", raw("Zoë")),
        record("a", raw("Elif")),
        record("b", cut),
        record("b", cut),
    ]);
    expect(rows.map((row) => row[3]).sort()).to.deep.equal(["a", "a", "b"]);
});
