import { expect } from "chai";
import type { Lake } from "../../../local/lake";
import { lakeOf } from "../../../tests/local/lake/support";
import { recorded, type Case } from "./recorded";

async function answer(lake: Lake, { sql, names }: Case): Promise<Omit<Case, "sql">> {
    try {
        const { columns, rows } = await lake.query(sql);
        const found = {
            types: columns.map((column) => column.type).join(", "),
            rows: rows.map((row) => row.map(String).join(", ")),
            refusal: undefined,
        };
        return { ...found, names: names && columns.map((column) => column.name).join(", ") };
    } catch (error) {
        return { names: undefined, types: undefined, rows: [], refusal: (error as Error).message };
    }
}

describe("a query means what it means in Trino 435", () => {
    let lake: Lake;
    before(async () => (lake = await lakeOf()));
    after(() => lake.close());

    for (const { title, cases } of recorded()) {
        describe(title, () => {
            for (const { sql, ...expected } of cases) {
                it(sql.length > 150 ? `${sql.slice(0, 150)}…` : sql, async () => {
                    expect(await answer(lake, { sql, ...expected })).to.deep.equal(expected);
                });
            }
        });
    }
});
