import { expect } from "chai";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { QueueSettings } from "../../../local/deploy/deployment";
import type { QueueCall } from "../../../local/sqs/types";
import { worldOf, type World } from "./support";
import { consumersEnvironment } from "../../support/node";

const { bundle } = createRequire(__filename)("../../../scripts/bundle") as {
    bundle: (folder: string) => void;
};
const many = 2000;
const bodies = Array.from({ length: many }, (_, n) => JSON.stringify({ detail: { uuid: `${n}` } }));

describe("the command redrive, ended in the middle of some thousand dead letters", function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), "redrive-"));
    let world: World;
    /** What the function has received. */
    let received: string[];
    let reading: Promise<void>;
    let read: boolean;

    before(() => bundle(folder));
    after(() => rmSync(folder, { recursive: true }));
    beforeEach(async () => {
        world = await worldOf();
        [received, read] = [[], true];
        reading = receiveAll(world.unit.queue as QueueSettings);
        await world.bury(bodies);
    });
    afterEach(async () => {
        read = false;
        await reading;
        await world.close();
    });

    /** As the function does: what is done is deleted. */
    async function receiveAll(queue: QueueSettings): Promise<void> {
        const calls = world.queues.as("mapping");
        while (read) {
            const messages = await calls.receive(queue, 100);
            received.push(...messages.map(({ Body }) => Body as string));
            await calls.remove(queue, messages);
            if (messages.length === 0) await wait(200);
        }
    }

    /** Runs the file that `npx` runs, and ends it by a signal once `when` says so. */
    function spawned(
        signal: NodeJS.Signals,
        when: Promise<unknown>,
        ...args: string[]
    ): Promise<{ code: number | null; output: string }> {
        const all = [join(folder, "cli.js"), "redrive", "--yes", "--outputs", world.outputs, ...args];
        const child = spawn(process.execPath, all, { cwd: folder, env: consumersEnvironment() });
        void when.then(() => child.kill(signal));
        let output = "";
        child.stdout.on("data", (text) => (output += String(text)));
        child.stderr.on("data", (text) => (output += String(text)));
        return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
    }
    const never = new Promise<never>(() => undefined);

    /** Holds back the calls of an action from the given one on. @returns When the first of them is there. */
    function hold(action: string, from: number): Promise<void> {
        let calls = 0;
        return new Promise((resolve) =>
            world.intercept((call) => {
                hideShortly(call);
                if (call.caller !== "operator" || call.action !== action || ++calls < from) return undefined;
                // What was sent before is on its way.
                setTimeout(resolve, 100);
                return { delayMs: 60_000, reset: "before" };
            }),
        );
    }
    /** Seconds that stand for the two minutes that a message is hidden. */
    const hidden = 3;
    function hideShortly({ action, caller, request }: QueueCall): undefined {
        if (action === "ReceiveMessage" && caller === "operator")
            (request as { VisibilityTimeout: number }).VisibilityTimeout = hidden;
    }

    for (const [title, action, calls] of [
        ["before a call is sent", "SendMessageBatch", 60],
        ["between sending and deleting", "DeleteMessageBatch", 60],
    ] as const) {
        it(`killed ${title}, and run again, loses nothing, and doubles nothing but by its id`, async () => {
            const killed = await spawned("SIGKILL", hold(action, calls), "--limit", `${many}`);
            expect(killed.code).to.equal(null);
            const there = new Set([...received, ...world.bodies().queue, ...world.bodies().deadLetters]);
            expect([...bodies].filter((body) => !there.has(body))).to.deep.equal([]);
            const left = world.bodies().deadLetters.length;
            expect(left).to.be.within(1, many - 1);

            world.intercept(undefined);
            await wait(hidden * 1000);
            const { code, output } = await spawned("SIGKILL", never, "--limit", `${many}`);
            expect(code, output).to.equal(0);
            expect(world.bodies()).to.deep.equal({ queue: [], deadLetters: [] });
            expect(new Set(received)).to.deep.equal(new Set(bodies));
            // No more than what is sent at a time.
            expect(received.length - many).to.be.within(action === "DeleteMessageBatch" ? 1 : 0, 80);
        });
    }

    /** When a call of this action is there, the first or a later one. */
    function once(action: string, which: number): Promise<void> {
        let calls = 0;
        return new Promise((resolve) =>
            world.intercept((call) => {
                if (call.action === action && ++calls === which) resolve();
                return undefined;
            }),
        );
    }

    it("leaves SQS to go on when it is killed, and follows that when it is run again", async () => {
        expect((await spawned("SIGKILL", once("ListMessageMoveTasks", 2))).code).to.equal(null);
        const { code, output } = await spawned("SIGKILL", never);
        expect(code, output).to.equal(0);
        while (received.length < many) await wait(50);
        expect(received.sort()).to.deep.equal([...bodies].sort());
    });

    it("has SQS stop for Ctrl+C, and says that it is not done", async () => {
        const { code, output } = await spawned("SIGINT", once("StartMessageMoveTask", 1));
        expect([code, /Not all were moved/.test(output)], output).to.deep.equal([1, true]);
        expect(world.bodies().deadLetters.length).to.be.within(1, many - 1);
    });
});
