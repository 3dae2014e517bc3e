import { expect } from "chai";
import { documentedPolicy, everything } from "../policies";
import { worldOf, type World } from "./support";

const policy = documentedPolicy("redrive");

describe("the permissions of redrive, in docs/resources.md", function () {
    this.timeout(60_000);
    let world: World;
    let operators = everything;
    before(async () => {
        world = await worldOf({}, () => operators);
    });
    after(() => world.close());
    afterEach(() => {
        operators = everything;
        world.intercept(undefined);
        return world.clear();
    });

    /** Moves one dead letter itself, and has SQS move the others, and stops that by Ctrl+C. */
    async function all(): Promise<string> {
        await world.bury(Array.from({ length: 3 }, String));
        for (const options of [{ limit: "1" }, {}]) {
            const { code, noted } = await world.called(true, options);
            if (code !== 0) return noted;
        }
        await world.bury(Array.from({ length: 1500 }, String));
        world.interruptAt("StartMessageMoveTask");
        const { printed, noted } = await world.called(true);
        return noted || printed;
    }

    it("are enough", async () => {
        operators = policy.without();
        expect(await all()).to.include("Not all were moved: run it again.");
    });

    for (const action of policy.actions.filter((one) => one.startsWith("sqs:"))) {
        it(`are no more than it needs: without ${action} it says what is missing`, async () => {
            operators = policy.without(action);
            expect(await all()).to.match(
                new RegExp(`needs sqs:[^]*${action.slice(4)}[^]*docs/resources.md has the policy`),
            );
        });
    }
});
