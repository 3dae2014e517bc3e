import { createHash } from "node:crypto";
import { expect } from "chai";
import type { Fields } from "../../lab/forwarder/events";
import { startDuckdb } from "../../packages/trino-on-duckdb/trino/duckdb";
import { between } from "../../queries/texts";
import { quoted, readText, redactionSets, table, type Redaction } from "../docs/documents";
import { inLake, lineOf, tablesOf } from "../queries/tables";
import { dayOf, detectionsWithCases } from "./cases";

interface Row {
    metadata: { ingestiontime: string };
    eventjson: string;
}

/** The row as it had been if its event had been redacted. */
function redacted(row: string, { remove = [], hash = [] }: Redaction): string {
    const { metadata, eventjson } = JSON.parse(row) as Row;
    const { eventData } = JSON.parse(eventjson) as {
        eventData: { additionalEventData: { raw: Fields & { detail: Fields } } };
    };
    const { raw } = eventData.additionalEventData;
    for (const key of remove) delete raw.detail[key];
    for (const key of hash) {
        const value = raw.detail[key];
        if (value != null && value !== "")
            raw.detail[key] = createHash("sha256")
                .update(typeof value === "string" ? value : JSON.stringify(value))
                .digest("hex");
    }
    return lineOf(JSON.stringify(raw), Date.parse(metadata.ingestiontime)) as string;
}

/** The cases, by their numbers, that a detection finds in redacted rows, and those that it is to find. */
async function findings(redaction: Redaction) {
    const engine = await startDuckdb(new Date());
    try {
        const rows = detectionsWithCases.flatMap(({ cases }) => cases.flatMap((one) => one.rows));
        for (const sql of tablesOf(rows.map((row) => redacted(row, redaction)))) await engine.answer(sql);
        const all: [name: string, found: number[], expected: number[]][] = [];
        for (const { name, sql, cases } of detectionsWithCases) {
            const [from, to] = [cases[0].number, cases[cases.length - 1].number + 1];
            const bounds = [from, to].map((day) => `timestamp '${dayOf(day)} 00:00:00'`);
            const answer = await engine.answer(inLake(between(sql, bounds[0], bounds[1])));
            if (answer.error !== undefined) throw new Error(`${name}: ${answer.error}`);
            const numbers = answer.rows.map((row) => Number(/^\d+/.exec(row.at(-1) ?? "")?.[0]));
            const expected = cases.filter(({ finding }) => finding).map(({ number }) => number);
            const ascending = (one: number, other: number) => one - other;
            all.push([name, numbers.sort(ascending), expected.sort(ascending)]);
        }
        return all;
    } finally {
        engine.close();
    }
}

/** Those that docs/privacy.md names for what is redacted so. */
function named(redactedSo: string): string[] {
    const row = table(readText("docs/privacy.md"), "redacted").find(([what]) => what === redactedSo);
    return quoted(row?.[1] ?? "");
}

describe("detections of redacted events", () => {
    const [[, withoutNames], [, pseudonyms], [, nobody]] = redactionSets();
    /** The names of those of which this holds. */
    const those = async (redaction: Redaction, holds: (found: number[], expected: number[]) => boolean) =>
        (await findings(redaction)).filter(([, ...both]) => holds(...both)).map(([name]) => name);

    it("find the same of pseudonyms", async () => {
        for (const [name, found, expected] of await findings(pseudonyms))
            expect(found, name).to.deep.equal(expected);
    });

    it("miss without names what docs/privacy.md says", async () => {
        const missing = await those(withoutNames, (found, expected) => found.length < expected.length);
        expect(missing).to.have.members(named("_Without names_"));
    });

    it("find nothing without any person where docs/privacy.md says so", async () => {
        const blind = await those(nobody, (found) => found.length === 0);
        expect(blind).to.have.members(named("_Nobody_"));
    });

    for (const key of ["user_id", "actor_user_id"])
        it(`take everybody for somebody else if ${key} alone is hashed, where docs/privacy.md says so`, async () => {
            const fooled = await those({ hash: [key] }, (found, expected) => found.length > expected.length);
            const text = "`user_id` is hashed, and not `actor_user_id`, or the reverse";
            expect(fooled).to.have.members(named(text));
        });

    it("find every event if what tells a reseller is hashed", async () => {
        const hash = ["assumed_by_superadmin_or_reseller"];
        const fooled = await those({ hash }, (found, expected) => found.length > expected.length);
        expect(fooled).to.deep.equal(["assumed-by-reseller"]);
    });
});
