import { expect } from "chai";
import { event } from "../../../lab/forwarder/events";
import { startLocal } from "../support";

describe("redrive, with a function that takes what comes", function () {
    this.timeout(60_000);

    it("shows what comes back, until it is mended", async () => {
        const local = await startLocal();
        try {
            const failures = { bad: { errorCode: "InvalidData", errorMessage: "not today" } };
            local.hooks.channel = () => ({ failures });
            await local.pipeline.put([event("bad"), event("good")]);
            await local.pipeline.drain();
            const redrive = ["redrive", "--yes", "--destination", "cloudtrail-lake"];
            const { code, printed } = await local.call(...redrive);
            const shown = printed.join("\n");
            expect(shown).to.include("function  rejected by CloudTrail Lake: InvalidData: not today");
            expect(shown).to.match(/CloudTrail Lake: moved 1 dead letter to \S+-queue-\w+\./);
            expect(shown).to.include("1 dead letter came since. What comes back is not mended:");
            expect(code).to.equal(1);

            local.hooks = {};
            expect((await local.call(...redrive, "--reason", "invaliddata")).code).to.equal(0);
            await local.pipeline.drain();
            const { reconciliation, deadLetters } = await local.pipeline.outcome();
            expect([reconciliation.stored, deadLetters]).to.deep.equal([2, []]);
            expect(reconciliation).to.deep.include({ lost: [], repeated: [] });
        } finally {
            await local.close();
        }
    });
});
