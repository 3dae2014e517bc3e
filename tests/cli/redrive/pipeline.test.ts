import { expect } from "chai";
import { event } from "../../../lab/forwarder/events";
import { both, direct, startLocal, type Local } from "../support";

const failures = { bad: { errorCode: "InvalidData", errorMessage: "not today" } };

for (const [deliveryMode, changes] of [
    ["buffered", both],
    ["direct", direct],
] as const) {
    describe(`redrive, ${deliveryMode}, with a function that takes what comes`, function () {
        this.timeout(60_000);
        let local: Local;
        before(async () => {
            local = await startLocal(changes);
            local.hooks.channel = () => ({ failures });
            await local.pipeline.put([event("bad"), event("good")]);
            await local.pipeline.drain();
        });
        after(() => local.close());

        it("shows what comes back, until it is mended", async () => {
            const { code, printed } = await local.call(
                "redrive",
                "--yes",
                "--destination",
                "cloudtrail-lake",
            );
            const shown = printed.join("\n");
            const to = local.deployment.units[0].queue ?? local.deployment.units[0].function;
            expect(shown).to.include("function  rejected by CloudTrail Lake: InvalidData: not today");
            expect(shown).to.include(`CloudTrail Lake: moved 1 dead letter to ${to.name}.`);
            // Without a queue nobody knows when Lambda is done with it.
            if (deliveryMode === "buffered") {
                expect(shown).to.include("1 dead letter came since. What comes back is not mended:");
                expect(code).to.equal(1);
            }
            await local.pipeline.drain();
            expect((await local.pipeline.outcome()).deadLetters).to.have.lengthOf(1);

            local.hooks = {};
            expect(
                (
                    await local.call(
                        "redrive",
                        "--yes",
                        "--destination",
                        "cloudtrail-lake",
                        "--reason",
                        "invaliddata",
                    )
                ).code,
            ).to.equal(0);
            await local.pipeline.drain();
            const { reconciliation, deadLetters } = await local.pipeline.outcome();
            expect([reconciliation.stored, deadLetters]).to.deep.equal([2, []]);
            expect(reconciliation).to.deep.include({ lost: [], repeated: [] });
        });
    });
}
