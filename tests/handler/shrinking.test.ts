import { expect } from "chai";
import { createShrinker } from "../../handler/shrinking";
import { limits } from "../../handler/limits";
import { createScalars } from "../../handler/scalars";

const { shrink } = createShrinker(createScalars(limits.idLength));

describe("an object that is too large", () => {
    it("has no string listed as truncated that is no longer than the others are truncated to", () => {
        const value = { long: "a".repeat(300), short: "b".repeat(200) };
        const truncations: string[] = [];
        const most = JSON.stringify(value).length - 100;
        expect(shrink(value, most, "map", "", truncations)).to.be.true;
        expect(value).to.deep.equal({ long: "a".repeat(200), short: "b".repeat(200) });
        expect(truncations).to.deep.equal(["map.long"]);
    });
});
