/** What writes is killed in its middle, as nothing can be handled, and run again. */
import { expect } from "chai";
import { setTimeout as sleep } from "node:timers/promises";
import type { CallFault } from "../../local/http/fault";
import { bundled } from "./bundled";
import { eventOf, lose, storedIn, uuidOf } from "./reconcile/support";
import { startLocal, type Local } from "./support";

describe("the command, killed and run again", function () {
    this.timeout(60_000);
    const { start } = bundled();
    let local: Local;
    before(async () => {
        local = await startLocal();
    });
    after(() => local.close());
    afterEach(() => (local.hooks = {}));

    /** Seconds that stand for the two minutes that a message is hidden. */
    const hidden = 2;

    /** Runs it, and kills it at a call of an action; so many of them are answered before. */
    async function killed(action: string, answered: number, fault: CallFault, ...args: string[]) {
        const child = start(...args, "--yes", "--outputs", local.outputs);
        let calls = 0;
        local.hooks.queues = (call) => {
            if (call.caller !== "operator") return undefined;
            if (call.action === "ReceiveMessage")
                Object.assign(call.request, { VisibilityTimeout: hidden, WaitTimeSeconds: 0 });
            if (call.action !== action || ++calls <= answered) return undefined;
            // What was sent before is on its way.
            setTimeout(() => child.kill("SIGKILL"), 100);
            return calls === answered + 1 ? fault : { reset: "before" };
        };
        expect(await new Promise((resolve) => child.on("close", resolve))).to.equal(null);
        await sleep(fault.delayMs ?? 0);
        local.hooks = {};
    }

    it("redrive loses nothing, and doubles nothing but by its id", async () => {
        const numbers = Array.from({ length: 300 }, (_, n) => n);
        const [{ deadLetters }] = local.deployment.units;
        const { queues } = local.pipeline;
        await queues.as("events").send(
            deadLetters,
            numbers.map((n) => eventOf(n)),
        );
        const all = ["redrive", "--destination", "cloudtrail-lake", "--limit", "300"];
        // Ten messages a call, in eight calls at a time: all eight are sent, and five of them deleted.
        await killed("DeleteMessageBatch", 12, { reset: "before" }, ...all);
        expect(queues.bodies(deadLetters).length).to.be.within(1, 299);

        await sleep(hidden * 1000);
        const { code, notes } = await local.call(...all, "--yes");
        expect(code, notes).to.equal(0);
        expect(queues.bodies(deadLetters)).to.deep.equal([]);
        await local.pipeline.drain();
        const [stored] = await storedIn(local);
        expect([...new Set(stored)]).to.deep.equal(numbers.map(uuidOf));
        // No more than what is sent at a time.
        expect((await local.pipeline.outcome()).metrics.received - numbers.length).to.be.within(1, 80);
    });

    it("reconcile --resend loses nothing, and sends nothing twice", async () => {
        const numbers = Array.from({ length: 75 }, (_, n) => 500 + n);
        lose(local, 100, ...numbers.map((n) => eventOf(n)));
        const [lake] = local.pipeline.units;
        const back = await lake.store.goOffline();
        const resend = ["reconcile", "--since", "2d", "--resend"];
        // The sixth call is taken, and the command is killed before it knows.
        await killed("SendMessageBatch", 5, { delayMs: 300 }, ...resend);
        expect(lake.backlog()).to.equal(60);
        const resent = async () => (await local.call(...resend, "--yes")).text;
        expect(await resent()).to.include("75 events cannot be sent again, because 60 messages");
        await back();
        await local.pipeline.drain();
        expect(await resent()).to.include("CloudTrail Lake: sent 15 messages.");
        await local.pipeline.drain();
        for (const stored of await storedIn(local))
            expect(stored.filter((id) => id >= uuidOf(500))).to.deep.equal(numbers.map(uuidOf));
    });
});
