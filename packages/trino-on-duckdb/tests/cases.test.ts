import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Lake } from "../../../local/lake";
import { lakeOf } from "../../../tests/local/lake/support";

interface Case {
    sql: string;
    names?: string;
    types?: string;
    rows: string[];
    refusal?: string;
}

/** Reads a file of cases: the form is in its first lines. */
function casesOf(text: string): Case[] {
    const blocks = text
        .split(/\n\n+/)
        .map((block) => block.split("\n").filter((line) => line !== "" && !line.startsWith("#")));
    return blocks
        .filter((lines) => lines.length > 0)
        .map(([sql, ...lines]) => {
            const after = (mark: string): string[] =>
                lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(2));
            return {
                sql,
                names: after("~")[0],
                types: after("=")[0],
                rows: after(">"),
                refusal: after("!")[0],
            };
        });
}

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

    const folder = join(__dirname, "cases");
    for (const file of readdirSync(folder)) {
        const text = readFileSync(join(folder, file), "utf8");
        describe(text.split("\n")[0].slice(2), () => {
            for (const { sql, ...expected } of casesOf(text)) {
                it(sql.length > 150 ? `${sql.slice(0, 150)}…` : sql, async () => {
                    expect(await answer(lake, { sql, ...expected })).to.deep.equal(expected);
                });
            }
        });
    }
});
