import { expect } from "chai";
import { typicalEvent } from "../../../lab/samples/typical";
import detailKeys from "../../../handler/detailKeys.json";
import { parse } from "./parse";

describe("typicalEvent", () => {
    it("takes 2.9 kB, whatever the index", () => {
        for (const index of [0, 1, 99, 123_456]) {
            expect(Buffer.byteLength(typicalEvent(index))).to.be.within(2850, 2950);
        }
    });

    it("takes another size", () => {
        expect(Buffer.byteLength(typicalEvent(1, 4000))).to.be.within(3950, 4050);
    });

    it("is a log-in with all 83 known keys, most of them null", () => {
        const { detail, source } = parse(typicalEvent(0));
        expect(detail).to.have.all.keys(detailKeys).and.include({ event_type_id: 5 });
        expect(detailKeys).to.have.lengthOf(83);
        expect(Object.values(detail).filter((value) => value === null)).to.have.length.above(50);
        expect(source).to.match(/^aws\.partner\/onelogin\.com\//);
    });

    it("has an id of its own for each index, and the same for the same", () => {
        const events = Array.from({ length: 1000 }, (_, index) => parse(typicalEvent(index)));
        expect(new Set(events.map(({ detail }) => detail.uuid))).to.have.lengthOf(1000);
        expect(new Set(events.map(({ id }) => id))).to.have.lengthOf(1000);
        expect(typicalEvent(5)).to.equal(typicalEvent(5));
    });
});
