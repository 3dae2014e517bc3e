import { StartMessageMoveTaskCommand } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { moveAll } from "../../../cli/redrive/moveTask";
import { sqsIn } from "../../../cli/sqs";
import { limits } from "../../../handler/limits";
import type { QueueCall } from "../../../local/sqs/types";
import { event } from "../../../lab/forwarder/events";
import { documentedPolicy } from "../policies";
import { reasons, startWorld, type World } from "./support";

describe("the command redrive", function () {
    this.timeout(60_000);
    let world: World;
    before(async () => {
        world = await startWorld();
    });
    after(() => world.close());
    afterEach(() => {
        world.hooks = {};
        return world.clear();
    });

    it("shows what comes back, until it is mended", async () => {
        const failures = { bad: { errorCode: "InvalidData", errorMessage: "not today" } };
        world.hooks.channel = () => ({ failures });
        await world.pipeline.put([event("bad"), event("good")]);
        await world.pipeline.drain();
        const redrive = ["redrive", "--yes", "--destination", "cloudtrail-lake"];
        const { code, text } = await world.call(...redrive);
        expect(text).to.include("function  rejected by CloudTrail Lake: InvalidData: not today");
        expect(text).to.match(/CloudTrail Lake: moved 1 dead letter to \S+-queue-\w+\./);
        expect(text).to.include("1 dead letter came since. What comes back is not mended:");
        expect(code).to.equal(1);

        world.hooks = {};
        expect((await world.call(...redrive, "--reason", "invaliddata")).code).to.equal(0);
        await world.pipeline.drain();
        const { reconciliation, deadLetters } = await world.pipeline.outcome();
        expect([reconciliation.stored, deadLetters]).to.deep.equal([2, []]);
        expect(reconciliation).to.deep.include({ lost: [], repeated: [] });
        // From here on nobody reads the queue: what is moved into it stays.
        await world.pipeline.unit().stop();
    });

    const letters = ["a", "b", "c"];
    /** Fails the calls of an action. */
    const refusing = (action: string) => (call: QueueCall) =>
        call.action === action && call.caller === "operator"
            ? { refusal: { status: 403, name: "AccessDenied", message: "no" } }
            : undefined;

    it("says what there is, and moves nothing for no, or if nobody answers", async () => {
        expect(await world.called(true)).to.deep.include({
            code: 0,
            text: "CloudTrail Lake: no dead letters.",
        });
        await world.bury(letters, reasons.function);
        const { code, text, asked } = await world.called(false);
        expect([code, asked]).to.deep.equal([
            0,
            ["Move them? Unless their reason is mended, they come back."],
        ]);
        expect(text.split("\n")).to.deep.equal([
            `CloudTrail Lake: 3 dead letters in ${world.deadLetters.name}. The oldest is kept for 13 more days.`,
            "  by        reason                                               age          letters",
            "  function  rejected by CloudTrail Lake: InvalidData: not today  under a day        3",
            `To move: 3 dead letters of CloudTrail Lake, to ${world.queue.name}.`,
            "Nothing was moved.",
        ]);
        expect(await world.called(undefined)).to.include({ code: 2 });
        const dry = JSON.parse((await world.called(undefined, { json: true })).text) as { done: boolean };
        expect(dry).to.have.nested.property("queues[0].chosen", 3);
        expect(dry.done).to.equal(false);
        // All of them are visible again.
        expect(await world.queues.as("operator").receive(world.deadLetters, 10)).to.have.lengthOf(3);
        expect(world.bodies()).to.deep.equal({ queue: [], deadLetters: letters });
    });

    it("has SQS move all of them, whoever sent them", async () => {
        await world.bury(letters, reasons.function);
        await world.bury(["d"]);
        const { code, text } = await world.called(true);
        expect(text).to.include(`CloudTrail Lake: moved 4 dead letters to ${world.queue.name}.`);
        expect([code, world.bodies()]).to.deep.equal([0, { queue: [...letters, "d"], deadLetters: [] }]);
    });

    it("follows what SQS moves already, as it goes on if this was killed", async () => {
        await world.bury(Array.from({ length: 1500 }, String));
        const client = sqsIn(world.deployment.region);
        const [sourceArn, destinationArn] = [world.deadLetters.arn, world.queue.arn];
        await client.send(
            new StartMessageMoveTaskCommand({ SourceArn: sourceArn, DestinationArn: destinationArn }),
        );
        let started = 0;
        world.hooks.queues = ({ action }) => void (action === "StartMessageMoveTask" && started++);
        const { signal: stopped } = new AbortController();
        const options = { sourceArn, destinationArn, stopped, onProgress: () => undefined };
        expect(await moveAll(client, options)).to.include({ moved: 1500, complete: true });
        expect([started, world.bodies().deadLetters]).to.deep.equal([0, []]);
    });

    it("moves those of a reason, exactly as they are, without what killed them", async () => {
        await world.bury(["kept"], reasons.events);
        const bodies = [
            "é🔒\u2028",
            "x".repeat(limits.messageBytes - 100),
            "y".repeat(limits.messageBytes - 100),
        ];
        for (const body of bodies) await world.bury([body], { reason: "r", errorCode: "InvalidData" });
        const { code, text } = await world.called(true, { reason: "invaliddata" });
        expect(text).to.include("moved 3 dead letters");
        expect(code).to.equal(0);
        const { queue, deadLetters } = world.bodies();
        expect(new Set(queue)).to.deep.equal(new Set(bodies));
        expect(deadLetters).to.deep.equal(["kept"]);
        expect(world.queues.bodies(world.queue)[0].attributes).to.deep.equal({});
        expect((await world.called(true, { reason: "nothing" })).text).to.include("None has the text");
        // What was not chosen is visible at once.
        expect(await world.queues.as("operator").receive(world.deadLetters, 10)).to.have.lengthOf(1);
    });

    it("moves no more than the limit", async () => {
        await world.bury(Array.from({ length: 25 }, (_, n) => `${n}`));
        const { code, text } = await world.called(undefined, { limit: "12", yes: true, json: true });
        const { done, queues } = JSON.parse(text) as { done: boolean; queues: object[] };
        expect([done, queues.length]).to.deep.equal([true, 1]);
        expect(queues[0]).to.deep.include({
            ...{ title: "CloudTrail Lake", queue: world.deadLetters.name, to: world.queue.name },
            ...{ letters: 25, chosen: 12, complete: true, since: [] },
            result: { moved: 12, refused: {}, twice: 0, complete: true },
        });
        const { queue, deadLetters } = world.bodies();
        expect([code, queue.length, deadLetters.length]).to.deep.equal([0, 12, 13]);
    });

    it("deletes nothing that the queue did not acknowledge", async () => {
        await world.bury(letters);
        world.hooks.queues = refusing("SendMessageBatch");
        const { code, notes } = await world.called(true, { limit: "2" });
        expect(code).to.equal(1);
        expect(notes).to.include(`The caller needs sqs:SendMessage on ${world.queue.name}.`);
        expect(world.bodies()).to.deep.equal({ queue: [], deadLetters: letters });
    });

    it("stops for Ctrl+C after what is in flight, and gives back what it received", async () => {
        for (let n = 0; n < 4; n++) {
            await world.bury(letters, reasons.function);
            await world.bury(["kept", "kept"], reasons.events);
        }
        world.interruptAt("SendMessageBatch");
        const { code, text } = await world.called(true, { reason: "InvalidData" });
        expect(text).to.include("Not all were moved: run it again.");
        const { queue, deadLetters } = world.bodies();
        expect(queue.length).to.be.within(1, 10);
        expect([code, queue.length + deadLetters.length]).to.deep.equal([1, 20]);
        const visible = await world.queues.as("operator").receive(world.deadLetters, 20);
        expect(visible.map(({ Body }) => Body).sort()).to.deep.equal(deadLetters.sort());
    });

    it("exports to a file of one's own, and deletes nothing", async () => {
        await world.bury(letters, reasons.function);
        const file = join(dirname(world.outputs), "letters.jsonl");
        const { code, text } = await world.called(undefined, { export: file });
        expect([code, text]).to.deep.equal([0, `Wrote 3 dead letters to ${file}, and deleted none.`]);
        const lines = readFileSync(file, "utf8").trimEnd().split("\n");
        const [first] = lines.map((line) => JSON.parse(line) as object);
        expect(first).to.deep.include({ body: "a", by: "function", attributes: reasons.function });
        expect([lines.length, statSync(file).mode & 0o777]).to.deep.equal([3, 0o600]);
        expect(world.bodies().deadLetters).to.deep.equal(letters);
        const again = await world.called(undefined, { export: file });
        expect(again.code).to.equal(2);
        expect(again.notes).to.include("EEXIST").and.include("not there yet");
    });

    const noDeployment = { outputs: undefined, destination: undefined };
    const urlOf = (name = "") => `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`;
    const abandoned = () => ({ ...noDeployment, queueUrl: urlOf(world.deadLetters.name) });

    it("looks into a queue that no deployment has, and moves its letters where it is told", async () => {
        await world.bury(letters);
        const looked = await world.called(true, abandoned());
        expect([looked.code, looked.asked]).to.deep.equal([0, []]);
        expect(looked.text).to.include("3 dead letters in").and.include("by --to, to a file by --export");
        const { code } = await world.called(true, { ...abandoned(), to: urlOf(world.queue.name) });
        expect(code).to.equal(0);
        expect(world.bodies()).to.deep.equal({ queue: letters, deadLetters: [] });
    });

    const policy = documentedPolicy("redrive");

    /** Moves one dead letter itself, and has SQS move the others, and stops that by Ctrl+C. */
    async function all(): Promise<string> {
        await world.bury(Array.from({ length: 3 }, String));
        for (const options of [{ limit: "1" }, {}]) {
            const { code, notes } = await world.called(true, options);
            if (code !== 0) return notes;
        }
        await world.bury(Array.from({ length: 1500 }, String));
        world.interruptAt("StartMessageMoveTask");
        const { text, notes } = await world.called(true);
        return notes || text;
    }

    it("may do what it needs, as it is documented", async () => {
        world.hooks.policy = policy.without();
        expect(await all()).to.include("Not all were moved: run it again.");
    });

    for (const action of policy.actions.filter((one) => one.startsWith("sqs:"))) {
        it(`says what is missing without ${action}`, async () => {
            world.hooks.policy = policy.without(action);
            expect(await all()).to.match(
                new RegExp(`needs sqs:[^]*${action.slice(4)}[^]*docs/resources.md has the policy`),
            );
        });
    }
});
