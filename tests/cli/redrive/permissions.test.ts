import { expect } from "chai";
import { SQSClient } from "@aws-sdk/client-sqs";
import { moveAll } from "../../../cli/redrive/moveTask";
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
        return world.clear();
    });

    /** Moves one dead letter itself, and has SQS move the others, and stops that. */
    async function all(): Promise<string> {
        await world.bury(Array.from({ length: 3 }, String));
        const one = await world.called(true, { limit: "1" });
        if (one.code !== 0) return one.noted;
        const rest = await world.called(true);
        if (rest.code !== 0) return rest.noted;
        await world.bury(Array.from({ length: 1500 }, String));
        const client = new SQSClient({ region: world.deployment.region, useQueueUrlAsEndpoint: false });
        const [sourceArn, destinationArn] = [world.unit.deadLetters.arn, world.unit.queue?.arn ?? ""];
        const stopped = AbortSignal.abort();
        const moved = moveAll(client, { sourceArn, destinationArn, stopped, onProgress: () => undefined });
        return moved.then(({ complete }) => (complete ? "not stopped" : "well"), String);
    }

    it("are enough", async () => {
        operators = policy.without();
        expect(await all()).to.equal("well");
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
