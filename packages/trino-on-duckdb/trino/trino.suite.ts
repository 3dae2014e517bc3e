import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { recorded, type Case } from "../tests/recorded";
import { verdictOf, verdicts, type Verdict } from "./compare";
import { startDuckdb } from "./duckdb";
import { statementOf } from "./statements/selects";
import { now, stores, storeStatements } from "./store";
import { startTrino, whyNoTrino, type Answer, type Engine } from "./trino";

/** `--seed=7 --count=2000` repeats a run, or makes it longer; `--record` writes Trino's answers into the recorded cases. */
const option = (name: string): string | undefined =>
    process.argv.map((argument) => new RegExp(`^--${name}(?:=(.*))?$`).exec(argument)).find(Boolean)?.[1];
const record = process.argv.includes("--record");
const seed = Number(option("seed") ?? Math.floor(Math.random() * 1e9));
const count = Number(option("count") ?? 1000);

const reason = whyNoTrino();
if (reason !== undefined) console.log(`${reason}: the suite against Trino is skipped.`);

(reason === undefined ? describe : describe.skip)("Trino 435 itself", function () {
    this.timeout(600_000);
    let trino: Engine;
    let duckdb: Engine;
    before(async () => {
        [trino, duckdb] = [startTrino(now), await startDuckdb(now)];
        for (const sql of storeStatements()) {
            for (const engine of [trino, duckdb])
                expect(await engine.answer(sql)).not.to.have.property("error");
        }
    });
    after(() => [trino, duckdb].forEach((engine) => engine.close()));

    /** What both answer, and how these answers stand to each other. */
    async function ask(sql: string, ordered: boolean) {
        const [there, here] = await Promise.all([trino.answer(sql), duckdb.answer(sql)]);
        return { there, here, verdict: verdictOf(there, here, ordered) };
    }

    it("holds the same rows", async () => {
        for (const id of stores) {
            expect((await ask(`SELECT * FROM "${id}"`, true)).verdict).to.equal("right");
        }
    });

    for (const { path, title, cases } of recorded()) {
        it(`gives the recorded answers: ${title}`, async () => {
            let text = readFileSync(path, "utf8");
            for (const { sql, ...before } of cases) {
                const { there, here } = await ask(sql, true);
                if (agrees(there, before)) continue;
                expect(record, `${sql}\nTrino: ${JSON.stringify(there)}`).to.equal(true);
                text = text.replace(blockOf(sql, before), () => blockOf(sql, caseOf(there, here, before)));
            }
            if (record) writeFileSync(path, text);
        });
    }

    it("answers what a hunter may write (statements/hunts.txt), or refuses it by name", async () => {
        const hunts = readFileSync(join(__dirname, "statements/hunts.txt"), "utf8").trim().split("\n");
        for (const hunt of hunts) {
            const { there, here, verdict } = await ask(hunt.replaceAll("@S", `"${stores[0]}"`), false);
            expect(verdict, `${hunt}\n${JSON.stringify({ there, here })}`).to.be.oneOf([
                "right",
                "refused by both",
                "refused here, by name",
            ]);
        }
    });

    describe(`${count} random statements (--seed=${seed})`, () => {
        const found = new Map<Verdict, string[]>(verdicts.map((verdict) => [verdict, []]));
        const of = (verdict: Verdict): string[] => found.get(verdict) ?? [];
        before(async () => {
            for (let one = seed; one < seed + count; one++) {
                const { sql, ordered } = statementOf(one);
                const { there, here, verdict } = await ask(sql, ordered);
                of(verdict).push(
                    `--seed=${one}: ${sql}\n  Trino: ${JSON.stringify(there)}\n  here:  ${JSON.stringify(here)}`,
                );
            }
        });
        after(() => found.forEach((texts, verdict) => console.log(`      ${texts.length} ${verdict}`)));

        for (const verdict of ["different", "answered here only"] as const) {
            it(`none is ${verdict}`, () => {
                expect(of(verdict).length, of(verdict).slice(0, 20).join("\n\n")).to.equal(0);
            });
        }

        it("at most one in two hundred is refused in DuckDB's words", () => {
            const foreign = of("refused here, in DuckDB's words");
            expect(foreign.length, foreign.slice(0, 20).join("\n\n")).to.be.at.most(count / 200);
        });
    });
});

function agrees(answer: Answer, recordedCase: Omit<Case, "sql">): boolean {
    const { names, types, rows, refusal } = recordedCase;
    if (answer.error !== undefined) return refusal !== undefined;
    const texts = (lines: readonly string[]): string => lines.map(sortedText).join("\n");
    return (
        answer.types.join(", ") === types &&
        (names === undefined || answer.names.join(", ") === names) &&
        texts(answer.rows.map(rowText)) === texts(rows)
    );
}

const rowText = (row: readonly (string | null)[]): string => row.map(String).join(", ");

/** A map has no order, and Trino's client gives it one of its own. */
const sortedText = (text: string): string =>
    text
        .split(/[{}]|, /)
        .sort()
        .join();

function caseOf(there: Answer, here: Answer, { names }: Omit<Case, "sql">): Omit<Case, "sql"> {
    return there.error === undefined
        ? {
              names: names && there.names.join(", "),
              types: there.types.join(", "),
              rows: there.rows.map(rowText),
          }
        : { rows: [], refusal: (here.error ?? there.error).split("\n")[0] };
}

function blockOf(sql: string, { names, types, rows, refusal }: Omit<Case, "sql">): string {
    const lines = [
        [names].flatMap((text) => text ?? []).map((text) => `~ ${text}`),
        [types].flatMap((text) => text ?? []).map((text) => `= ${text}`),
        rows.map((text) => `> ${text}`),
        [refusal].flatMap((text) => text ?? []).map((text) => `! ${text}`),
    ];
    return [sql, ...lines.flat()].join("\n");
}
