import { expect } from "chai";
import fc from "fast-check";
import detailKeys from "../../handler/detailKeys.json";
import { createForwardersMapper, receivedAt } from "../support/mapper";
import { readWithDuckdb, rowOf } from "../support/table";
import { anyBody, anyEvent, style } from "./arbitrary/events";
import { idPair } from "./arbitrary/ids";
import { nest } from "./arbitrary/json";
import { cases } from "./distribution";
import { holds, times } from "./property";
import { mapChecked, mapper } from "./record";
import { rewrite } from "./rewriting";
import { expectSame, rowChecked } from "./rows";

/** Another mapper, with another past. */
let other = createForwardersMapper();
let mapped = 0;

describe("the mapping, property by property", () => {
    /** How many bodies were which case, and the first rows that were made. */
    const met = new Map(Object.keys(cases).map((name) => [name, 0]));
    const rows: string[] = [];

    holds("any JSON text becomes a record and a row that keep their contracts, or is refused", 1000, () =>
        fc.property(anyBody, (body) => {
            const { made, row } = rowChecked(body);
            if (made === undefined || row === undefined) return;
            for (const [name, is] of Object.entries(cases))
                if (is(made)) met.set(name, (met.get(name) ?? 0) + 1);
            if (rows.length < 1000) rows.push(row);
        }),
    );

    it("met every case that the properties are about", () => {
        expect([...met].filter(([, count]) => count === 0)).to.deep.equal([]);
        const part = (name: string) => (met.get(name) ?? 0) / (1000 * times);
        expect(part("an event")).to.be.within(0.85, 0.98);
        expect(part("anything cut")).to.be.within(0.04, 0.4);
    });

    it("made rows that DuckDB reads as they are", async () => {
        expectSame("what is read", await readWithDuckdb(rows), rows.map(rowOf));
    });

    holds("the same text makes the same record, whatever was mapped before", 200, () =>
        fc.property(anyBody, (body) => {
            if (mapped++ % 200 === 0) other = createForwardersMapper();
            const [first, second] = [mapper.map(body, receivedAt), other.map(body, receivedAt)];
            if (JSON.stringify(first) !== JSON.stringify(second)) throw new Error("The two differ.");
        }),
    );

    holds("an equal event makes an equal record, however it is written and with whatever nulls", 200, () =>
        fc.property(anyEvent, style, (body, written) => {
            const [one, again] = [mapChecked(body), mapChecked(rewrite(body, written))];
            // Without an id of its own an event is known by its text alone.
            if (!one || one.expected.id === "") return;
            if (one.record.text !== again?.record.text) throw new Error("The two records differ.");
        }),
    );

    holds("no two different ids make the same id", 1000, () =>
        fc.property(idPair, (pair) => {
            const ids = pair.map((uuid) => {
                const body = JSON.stringify({ detail: { uuid } });
                const made = mapChecked(body);
                return made?.record.id;
            });
            if (ids[0] === ids[1]) throw new Error(`Both become ${ids[0]}.`);
        }),
    );
});

describe("each field that decides something, and one that does not,", () => {
    const values: [what: string, json: string][] = [
        ["absent", ""],
        ["null", "null"],
        ["empty", '""'],
        ["true", "true"],
        ["0", "0"],
        ["-0", "-0"],
        ["a number beyond 2^53", "9007199254740993"],
        ["a number beyond a double's range", "-1e400"],
        ["a list", '[null,"a",[1e400]]'],
        ["an object", '{"__proto__":{"constructor":1},"toJSON":"x","a":null}'],
        ["an empty object", "{}"],
        ["half a surrogate pair", '"\\ud83d"'],
        ["control characters", '"\\u0000\\u001f\\u007f\\n"'],
        ["12 kB of three-byte characters", JSON.stringify("€".repeat(4000))],
        ["120 kB of quotes", JSON.stringify('"'.repeat(60_000))],
        ["a hundred levels", nest(100, "1", true)],
        ["too many levels", nest(101, "null", false)],
        ["given twice", '"first","user_id":1,"FIELD":"second"'],
    ];
    for (const [what, json] of values) {
        it(`may be ${what}`, () => {
            for (const field of detailKeys) {
                const member = json === "" ? "" : `"${field}":${json.replace("FIELD", field)}`;
                expect(mapChecked(`{"id":"e","detail":{${member}}}`), field).not.to.be.undefined;
            }
        });
    }
});

describe("an event that a long run found", () => {
    it("keeps its contract: too deep a value, and a rest that leaves the list of cuts no room", () => {
        const resources = Array.from({ length: 6600 }, () => "r");
        const deep = nest(101, "1", false);
        const body = `{"id":"a","detail":{"note_id":${deep}},"resources":${JSON.stringify(resources)}}`;
        expect(mapChecked(body)?.listing.paths).to.deep.equal(["$"]);
    });

    it("keeps its contract: a number beyond a double's range in 28 kB", () => {
        const resources = "x".repeat(
            28_000 - '{"raw":{"id":"a","detail":{"a":1e999},"resources":""}}'.length,
        );
        const body = `{"id":"a","detail":{"a":1e400},"resources":"${resources}"}`;
        expect(mapChecked(body)?.record.truncated).to.equal(false);
    });
});
