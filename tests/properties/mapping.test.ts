import { expect } from "chai";
import fc from "fast-check";
import detailFields from "../../samples/detailFields.json";
import { anyBody } from "./arbitrary/events";
import { nest } from "./arbitrary/json";
import { createDistribution } from "./distribution";
import { distinct, mapChecked, mappingProperties } from "./mapping";
import { checkShortly } from "./property";

describe("the mapping, property by property", () => {
    for (const property of mappingProperties) {
        it(property.name, () => checkShortly(property, property === distinct ? 3000 : 500));
    }
});

describe("each known field", () => {
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
            for (const field of detailFields) {
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

describe("the generator of events", () => {
    it("reaches every case that the properties are about", () => {
        const distribution = createDistribution();
        for (const body of fc.sample(anyBody, { seed: 7, numRuns: 3000 }))
            distribution.seen(body, mapChecked(body));
        const rows = distribution.rows();
        const missing = rows.filter(({ count }) => count < 3);
        expect(missing).to.deep.equal([]);
        const share = (name: string) => rows.find(({ what }) => what === name)?.share;
        expect(share("an event")).to.be.within(0.85, 0.98);
        expect(share("anything cut")).to.be.within(0.04, 0.4);
    });
});
