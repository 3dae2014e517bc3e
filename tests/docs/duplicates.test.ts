import { expect } from "chai";
import { record } from "../local/lake/support";
import { answerOf } from "./answers";
import { blocks, readText, section } from "./documents";

function queryOf(page: string, heading: string): string {
    return blocks(section(readText(page), heading), "sql").at(-1) as string;
}

const raw = (detail?: object) => ({ additionalEventData: { raw: { detail } } });

it("docs/queries.md: a row of each event, and none hidden that has another's id", async () => {
    const cut = { additionalEventData: { raw: { _truncated: ["$"], text: "…" } } };
    const { rows } = await answerOf(queryOf("docs/queries.md", "Duplicates"), [
        record("a", raw({ uuid: "a", user: "Zoë" })),
        record("a", raw({ uuid: "a", user: "Zoë" })),
        record("a", raw({ uuid: "a", user: "Elif" })),
        record("b", cut),
        record("b", cut),
    ]);
    expect(rows.map((row) => row[3]).sort()).to.deep.equal(["a", "a", "b"]);
});

it("docs/adopt.md: a row of each event, whatever UID the old function gave it", async () => {
    const { columns, rows } = await answerOf(queryOf("docs/adopt.md", "Switching over"), [
        record("one", raw({ uuid: "one" })),
        record("of-the-old-function", raw({ uuid: "one" })),
        record("two", raw({ uuid: "two" })),
        record("without-uuid", raw()),
        record("without-uuid", raw()),
    ]);
    expect(columns.map(({ name }) => name)).to.deep.equal(["eventTime", "eventName", "UID", "uuid"]);
    expect(rows.map((row) => row[3])).to.have.members(["one", "two", null]);
});
