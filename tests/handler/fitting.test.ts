import { expect } from "chai";
import { createFitter } from "../../handler/fitting";
import { limits } from "../../handler/limits";
import { createScalars } from "../../handler/scalars";

const { fit } = createFitter(createScalars(limits.idLength));

describe("an object that is too large", () => {
    it("has no string listed as cut that is no longer than the others are cut to", () => {
        const value = { long: "a".repeat(300), short: "b".repeat(200) };
        const cuts: string[] = [];
        const most = JSON.stringify(value).length - 100;
        expect(fit(value, most, "map", "", cuts)).to.be.true;
        expect(value).to.deep.equal({ long: "a".repeat(200), short: "b".repeat(200) });
        expect(cuts).to.deep.equal(["map.long"]);
    });
});
