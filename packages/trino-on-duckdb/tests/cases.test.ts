import { expect } from "chai";
import { recorded, type Case } from "./recorded";
import { openDatabase, type Database } from "./support";

async function answer(database: Database, { sql, names }: Case): Promise<Omit<Case, "sql">> {
    try {
        const { columns, rows } = await database.query(sql);
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
    let database: Database;
    before(async () => (database = await openDatabase()));
    after(() => database.close());

    for (const { title, cases } of recorded()) {
        describe(title, () => {
            for (const { sql, ...expected } of cases) {
                it(sql.length > 150 ? `${sql.slice(0, 150)}…` : sql, async () => {
                    expect(await answer(database, { sql, ...expected })).to.deep.equal(expected);
                });
            }
        });
    }
});
