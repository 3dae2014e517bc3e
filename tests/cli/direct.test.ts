/** What the commands do otherwise if no queue stands before the function. */
import { expect } from "chai";
import { event } from "../../lab/forwarder/events";
import { changed, gone } from "./doctor/breaking";
import { startWorld, type World } from "./doctor/support";
import { documentedPolicy } from "./policies";
import { deliver, eventOf, lose, storedIn, uuidOf } from "./reconcile/support";
import { direct } from "./support";

describe("in direct mode", function () {
    this.timeout(60_000);
    let world: World;
    before(async () => {
        world = await startWorld(direct);
    });
    after(() => world.close());
    afterEach(() => world.mend());

    it("doctor finds nothing while all is well", async () => {
        const { code, results } = await world.look();
        expect(results.filter(({ state }) => state !== "ok")).to.deep.equal([]);
        expect([code, results.length > 12]).to.deep.equal([0, true]);
    });

    for (const [what, damage, finding, says] of [
        [
            "the rule may not invoke the function",
            gone("permission", "onelogin-function-permission"),
            "invoke permission",
            /may not invoke/,
        ],
        [
            "the function has no dead-letter queue",
            changed("function", "onelogin-function", { deadLetterConfig: undefined }),
            "function",
            /is not dead-lettered/,
        ],
        [
            "the function is no target",
            gone("target", "onelogin-function-target"),
            "targets",
            /^The function onelogin-function\S* is not a target/i,
        ],
    ] as const)
        it(`doctor says, and of nothing else: ${what}`, async () => {
            damage(world);
            const { code, results } = await world.look();
            const found = results.filter(({ state }) => state !== "ok");
            expect(found.map(({ check }) => check)).to.deep.equal([finding]);
            expect(found[0].says).to.match(says);
            expect([code, found[0].mend]).to.deep.equal([1, ["pulumi up --refresh"]]);
        });

    it("doctor skips what it may not: lambda:GetPolicy", async () => {
        world.hooks.policy = documentedPolicy("doctor").without("lambda:GetPolicy");
        const { results } = await world.look();
        const skipped = results.filter(({ state }) => state !== "ok");
        expect(skipped.map(({ check }) => check)).to.deep.equal(["invoke permission"]);
        expect(skipped[0].says).to.include("needs lambda:GetPolicy");
    });

    it("status knows nothing of a queue", async () => {
        const { code, printed } = await world.call("status");
        expect(printed[0]).to.match(/^ {3}waiting +unknown$/m);
        expect(code).to.equal(0);
    });

    it("reconcile sends again, but nothing of the last six hours, which Lambda may still try", async () => {
        const resend = () => world.call("reconcile", "--since", "2d", "--resend", "--yes");
        await deliver(world, 500, eventOf(7));
        lose(world, 500, eventOf(8));
        lose(world, 100, eventOf(9));
        world.hooks.policy = [
            ...documentedPolicy("reconcile").without("lambda:InvokeFunction"),
            ...documentedPolicy("query and detect").without(),
        ];
        expect((await resend()).notes).to.include("needs lambda:InvokeFunction on");
        world.hooks = {};
        const { text, code } = await resend();
        expect(code).to.equal(1);
        expect(text).to.include("1 event cannot be sent again, because Lambda may still be trying");
        expect(text).to.include("  Waiting: 0 in the dead-letter queue.");
        expect(text).to.match(
            /CloudTrail Lake: 1 event to send again to \S+-function-\w+\.\nCloudTrail Lake: sent 1 message/,
        );
        await world.pipeline.drain();
        expect(await storedIn(world)).to.deep.equal([[uuidOf(7), uuidOf(8)]]);
    });

    it("verify invokes the function with the event", async () => {
        const { code, printed } = await world.call("verify", "--yes", "--json");
        expect(code).to.equal(0);
        expect(JSON.parse(printed[0])).to.have.nested.property("hops[0].found");
    });

    it("redrive invokes it, too: what comes back is dead again, until that is mended", async () => {
        const failures = { bad: { errorCode: "InvalidData", errorMessage: "not today" } };
        world.hooks.channel = () => ({ failures });
        await world.pipeline.put([event("bad")]);
        await world.pipeline.drain();
        const { text } = await world.call("redrive", "--yes");
        const { name } = world.deployment.units[0].function;
        expect(text).to.include(`CloudTrail Lake: moved 1 dead letter to ${name}.`);
        await world.pipeline.drain();
        expect((await world.pipeline.outcome()).deadLetters).to.have.lengthOf(1);
        world.hooks = {};
        expect((await world.call("redrive", "--yes")).code).to.equal(0);
        await world.pipeline.drain();
        const { reconciliation, deadLetters } = await world.pipeline.outcome();
        expect(deadLetters).to.deep.equal([]);
        expect(reconciliation).to.deep.include({ lost: [], repeated: [] });
    });

    for (const command of ["verify", "redrive"])
        it(`${command} needs to invoke it`, async () => {
            const policies = [documentedPolicy(command), documentedPolicy("query and detect")];
            await world.pipeline.queues.as("events").send(world.deployment.units[0].deadLetters, ["{}"]);
            world.hooks.policy = policies.flatMap((policy) => policy.without("lambda:InvokeFunction"));
            const refused = await world.call(command, "--yes");
            expect(refused.notes).to.include("The caller needs lambda:InvokeFunction on ");
            expect(refused.code).to.equal(1);
            world.hooks.policy = policies.flatMap((policy) => policy.without());
            expect((await world.call(command, "--yes")).notes).not.to.include("needs");
        });
});
