import { expect } from "chai";
import { createLake } from "../../cli/lake";
import { failure, record } from "../local/lake/support";
import { worldOf, type World } from "./history/support";

describe("CloudTrail Lake's queries, of which an account runs ten at once", () => {
    let world: World;
    before(async () => {
        world = await worldOf(Array.from({ length: 500 }, (_, n) => record(`u${n}`)));
    });
    after(() => world.close());

    const all = (patience?: number) => {
        const lake = createLake("us-east-1", patience);
        const sql = `SELECT count(*) FROM ${world.store}`;
        return Promise.all(Array.from({ length: 40 }, () => lake.rows(sql)));
    };

    it("wait for others to end", async () => {
        expect(new Set((await all()).flat(2))).to.deep.equal(new Set(["500"]));
    });

    it("are given up if none ends in time", async () => {
        expect(await failure(all(0))).to.match(/runs no more at once.*once others' queries have ended/s);
    });
});
