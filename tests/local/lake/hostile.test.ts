import { expect } from "chai";
import type { Lake } from "../../../local/lake";
import { failure, id, lakeOf, record } from "./support";

/** Each would take all memory, or the time of years. */
describe("a hostile query of the lake is refused, and the next one runs:", function () {
    this.timeout(30_000);
    let lake: Lake;

    before(async () => {
        lake = await lakeOf();
        const raw = { additionalEventData: { raw: "x".repeat(1000) } };
        await lake.ingest(Array.from({ length: 1000 }, (_, i) => record(`u${i}`, raw)));
    });

    after(() => lake.close());

    const numbers = (most = 10_000, name = "x") => `UNNEST(sequence(1, ${most})) ${name}(${name})`;
    const pairs = (most: number) => `${numbers(10_000)} CROSS JOIN ${numbers(most, "y")}`;
    const million = "lpad('x', 1000000, 'y')";
    const doubled = Array.from({ length: 20 }, (_, i) => `, t${i + 1} AS (SELECT v || v AS v FROM t${i})`);
    const tooMuch = "Making texts and lists of more than 512000000 bytes in one query";
    const tooLong = "Making a text of more than 1048576 bytes";
    const rows = "a result of more than 100000 rows, or 100000000 characters";

    const statements: [what: string, sql: string, refusal: string][] = [
        ["a padded text", "SELECT length(lpad('x', 1048577, 'y'))", tooLong],
        ["the other side's", "SELECT length(rpad('x', 2147483647, 'y'))", tooLong],
        [
            "many padded texts",
            `SELECT max(length(lpad('x', 1000000, CAST(x AS varchar)))) FROM ${numbers()}`,
            tooMuch,
        ],
        [
            "a text doubled in steps",
            `WITH t0 AS (SELECT eventJson AS v FROM ${id} LIMIT 1)${doubled.join("")} SELECT max(length(v)) FROM t20`,
            tooLong,
        ],
        ["a concatenation", `SELECT length(concat(${million}, ${million}))`, tooLong],
        ["one with a separator", `SELECT length(concat_ws(${million}, 'a', 'b', 'c'))`, tooLong],
        ["what replaces", `SELECT length(replace(${million}, 'y', 'zz'))`, tooLong],
        ["what stands between all letters", `SELECT length(replace(${million}, '', 'zz'))`, tooLong],
        ["what replaces a pattern", `SELECT length(regexp_replace(${million}, 'y', ${million}))`, tooLong],
        ["a repeated text", `SELECT cardinality(repeat(${million}, 10000))`, tooMuch],
        [
            "a joined list",
            `SELECT length(array_join(transform(sequence(1, 10000), x -> lpad('', 200, 'y')), ','))`,
            tooLong,
        ],
        [
            "a joined group",
            `SELECT length(listagg(eventJson) WITHIN GROUP (ORDER BY eventTime)) FROM ${id}`,
            "Concatenated string has the length in bytes larger than the maximum output length 1048576",
        ],
        [
            "lists in lists",
            "SELECT cardinality(flatten(repeat(repeat(repeat(1, 10000), 10000), 10000)))",
            tooMuch,
        ],
        [
            "lambdas in lambdas",
            "SELECT transform(sequence(1, 10000), x -> transform(sequence(1, 10000), y -> x))",
            tooMuch,
        ],
        [
            "a list a row",
            `SELECT transform(sequence(1, 10000), y -> lpad('a', 200, 'b')) FROM ${numbers()}`,
            tooMuch,
        ],
        ["a map of everything", `SELECT cardinality(map_agg(x * 10000 + y, x)) FROM ${pairs(10)}`, tooMuch],
        [
            "distinct values of a list",
            `SELECT cardinality(array_distinct(array_agg(x * 10000 + y))) FROM ${pairs(10)}`,
            tooMuch,
        ],
        ["a text turned round", `SELECT reverse(lpad('', 200000, 'é'))`, tooMuch],
        [
            "parts of a text",
            `SELECT cardinality(split(rpad(CAST(x AS varchar), 1000000, 'y'), 'y')) FROM ${numbers()}`,
            tooMuch,
        ],
        [
            "a pattern that tries everything",
            `SELECT TRY(regexp_like(lpad(eventData.UID, 40, 'a'), '(a|aa)+$')) FROM ${id}`,
            "A pattern that takes more than 2 seconds",
        ],
        ["rows without end", `SELECT x FROM ${pairs(10_000)}`, rows],
        ["wide rows", `SELECT a.eventJson, b.eventJson FROM ${id} a CROSS JOIN ${id} b LIMIT 99000`, rows],
    ];
    for (const [what, sql, refusal] of statements) {
        it(what, async () => {
            const start = Date.now();
            expect(await failure(lake.query(sql)))
                .to.match(/^QueryRefusal: /)
                .and.include(refusal);
            expect((await lake.query("SELECT 1")).rows).to.deep.equal([["1"]]);
            // A pattern's 2 seconds, with room for a busy machine.
            expect(Date.now() - start).to.be.below(20_000);
        });
    }

    it("work without end", async () => {
        const hurried = await lakeOf({ secondsAQuery: 0.5 });
        const endless = [
            `SELECT count(*) FROM ${pairs(10_000)} CROSS JOIN ${numbers(1000, "z")} WHERE x * y % 7 = z`,
            `SELECT sum(s) FROM (SELECT sum(x) OVER (ORDER BY x * y) AS s FROM ${pairs(10_000)})`,
        ];
        for (const sql of endless)
            expect(await failure(hurried.query(sql))).to.include(
                "takes more than 0.5 seconds, and was stopped",
            );
        await hurried.close();
    });
});
