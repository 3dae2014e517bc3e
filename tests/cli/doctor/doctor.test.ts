import { expect } from "chai";
import type { Breakage } from "./breaking";
import { destinationBreakages } from "./destinationBreakages";
import { sourceBreakages } from "./sourceBreakages";
import { startWorld, withKeys, type World } from "./support";
import { unitBreakages } from "./unitBreakages";

const byState = (results: { check: string; state: string }[], state: string) =>
    results.filter((result) => result.state === state).map(({ check }) => check);

describe("doctor, of a deployment in which everything is that there can be", function () {
    this.timeout(60_000);
    let world: World;
    let healthy: string[];
    before(async () => {
        world = await startWorld(withKeys);
    });
    after(() => world.close());
    afterEach(() => world.mend());

    it("finds nothing while all is well", async () => {
        const { code, results } = await world.look();
        healthy = results.map(({ check }) => check);
        expect([code, byState(results, "ok")]).to.deep.equal([0, healthy]);
        expect(healthy).to.have.lengthOf(33);
    });

    for (const breakage of [...sourceBreakages, ...unitBreakages, ...destinationBreakages])
        it(`says, and of nothing else: ${breakage.what}`, async () => {
            await onlyFinding(breakage);
        });

    async function onlyFinding({ break: damage, finding, says, mend, skipped = [], without = [] }: Breakage) {
        const undo: unknown = await damage(world);
        try {
            const { code, results } = await world.look();
            expect(byState(results, "problem")).to.deep.equal([finding]);
            expect(byState(results, "skipped")).to.deep.equal(skipped);
            expect(results.map(({ check }) => check)).to.deep.equal(
                healthy.filter((check) => !without.includes(check)),
            );
            const found = results.find(({ check }) => check === finding);
            expect(found?.says).to.match(says);
            expect(found?.mend.join("\n")).to.match(mend ?? /^pulumi up --refresh$/);
            expect(code).to.equal(1);
        } finally {
            if (typeof undo === "function") await (undo as () => unknown)();
        }
    }
});
