import { expect } from "chai";
import { openLake, storeId } from "../../local/lake";
import { id, lakeOf, record } from "../local/lake/support";
import { code, readText, section } from "./documents";

const arn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/b1cd59d3-e3f2-33c3-2c12-6106184d1844";

const queries = [
    { file: "README.md", heading: "Queries", columns: ["eventTime", "eventName", "principalId", "UID"] },
    { file: "docs/delivery.md", heading: "A duplicate", columns: ["events", "rows_in_the_lake"] },
];

for (const { file, heading, columns } of queries) {
    describe(`${file}: the query that ignores duplicates`, () => {
        it("is one that CloudTrail Lake's SQL has", async () => {
            const sql = code(section(readText(file), heading), "sql");
            const lake = await openLake({ stores: [{ arn, name: "store" }] });
            try {
                const answer = await lake.query(sql.replace("$EVENT_DATA_STORE_ID", storeId(arn)));
                expect(answer.columns.map(({ name }) => name)).to.deep.equal(columns);
            } finally {
                await lake.close();
            }
        });
    });
}

it("README.md: the query that ignores duplicates shows each event once, and hides none that has another's id", async () => {
    const raw = (user: string) => ({ additionalEventData: { raw: { detail: { uuid: "a", user } } } });
    const cut = { additionalEventData: { raw: { _truncated: ["$"], text: "…" } } };
    const lake = await lakeOf();
    try {
        await lake.ingest([
            record("a", raw("Zoë")),
            record("a", raw("Zoë")),
            record("a", raw("Elif")),
            record("b", cut),
            record("b", cut),
        ]);
        const sql = code(section(readText("README.md"), "Queries"), "sql");
        const { rows } = await lake.query(sql.replace("$EVENT_DATA_STORE_ID", id));
        expect(rows.map((row) => row[3]).sort()).to.deep.equal(["a", "a", "b"]);
    } finally {
        await lake.close();
    }
});
