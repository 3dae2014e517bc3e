/** Every row is read by Hive's own JsonSerDe and by DuckDB: what nobody wrote by hand, and what strangers may send. */
import { expect } from "chai";
import fc from "fast-check";
import { join } from "node:path";
import { columns } from "../../handler/columns";
import { readSamples } from "../../lab/samples/samples";
import { startJava, whyNot, type Program } from "../../packages/trino-on-duckdb/trino/java";
import { anyBody } from "../properties/arbitrary/events";
import { createWritersMapper, receivedAt } from "../support/mapper";
import { readWithDuckdb, rowOf, rowOfHive } from "../support/table";

/** `--seed=7 --count=1000000` repeats a run, or makes it longer. */
const option = (name: string): string | undefined =>
    process.argv.map((argument) => new RegExp(`^--${name}=(.*)$`).exec(argument)?.[1]).find(Boolean);
const seed = Number(option("seed") ?? Math.floor(Math.random() * 1e9));
const count = Number(option("count") ?? 10_000);
/** So many are generated before they are read. */
const most = 1000;

const reason = whyNot("Hive's JsonSerDe");
if (reason !== undefined) console.log(`${reason}: the suite against it is skipped.`);

(reason === undefined ? describe : describe.skip)("Hive's JsonSerDe", function () {
    this.timeout(0);
    const mapper = createWritersMapper();
    let hive: Program;
    before(() => {
        hive = startJava(
            join(__dirname, "Rows.java"),
            ["-Xmx1g", "--add-opens=java.base/java.net=ALL-UNNAMED"],
            [columns.map(({ name }) => name).join(), columns.map(({ type }) => type).join(":")],
        );
    });
    after(() => hive.close());

    /** Reads the rows of the bodies that are events. */
    async function read(bodies: string[]): Promise<number> {
        const lines = bodies.flatMap((body) => {
            const mapped = mapper.map(body, receivedAt);
            return typeof mapped === "string" ? [] : mapped.text;
        });
        const [answers, rows] = await Promise.all([
            Promise.all(lines.map((line) => hive.ask(line))),
            readWithDuckdb(lines),
        ]);
        lines.forEach((line, index) => {
            const [expected, byHive, byDuckdb] = [rowOf(line), rowOfHive(answers[index]), rows[index]].map(
                (row) => JSON.stringify(row),
            );
            if (byHive !== expected) expect.fail(`Hive reads ${answers[index]}\nof\n${line}`);
            if (byDuckdb !== expected) expect.fail(`DuckDB reads ${byDuckdb}\nof\n${line}`);
        });
        return lines.length;
    }

    it("refuses what is no row", async () => {
        expect(await hive.ask("no JSON")).to.match(/^{"error":".*SerDeException/);
    });

    it("reads the samples' rows as they are", async () => {
        expect(await read(readSamples())).to.be.above(300);
    });

    it(`reads the rows of ${count} generated events as they are (--seed=${seed})`, async () => {
        let rows = 0;
        for (let first = 0; first < count; first += most)
            rows += await read(
                fc.sample(anyBody, { seed: seed + first, numRuns: Math.min(most, count - first) }),
            );
        expect(rows).to.be.above(count * 0.8);
    });
});
