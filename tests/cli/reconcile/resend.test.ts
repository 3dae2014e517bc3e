import { expect } from "chai";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CallFault } from "../../../local/http/fault";
import { documentedPolicy, everything } from "../policies";
import { startLocal, type Local } from "../support";
import { deliver, eventOf, lose, prompt, storedIn, uuidOf } from "./support";
import { consumersEnvironment } from "../../support/node";

const { bundle } = createRequire(__filename)("../../../scripts/bundle") as {
    bundle: (folder: string) => void;
};

async function until(isSo: () => boolean): Promise<void> {
    const end = Date.now() + 20_000;
    while (!isSo() && Date.now() < end) await sleep(20);
    expect(isSo()).to.equal(true);
}

const call = async (local: Local, answer: boolean | undefined, ...args: string[]) => {
    const { code, printed, noted, asked } = await local.callIn(
        80,
        answer,
        "reconcile",
        "--since",
        "2d",
        "--resend",
        ...args,
    );
    return { code, text: printed.join("\n"), noted: noted.join("\n"), asked };
};

describe("what is missing is sent again", function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), "reconcile-"));
    let local: Local;
    let intercept: (batch: number) => CallFault | undefined;
    let batches = 0;
    before(async () => {
        bundle(folder);
        local = await startLocal(prompt, {
            interceptQueues: ({ action, caller }) =>
                action === "SendMessageBatch" && caller === "operator" ? intercept(++batches) : undefined,
        });
    });
    after(async () => {
        rmSync(folder, { recursive: true });
        await local.close();
    });
    beforeEach(() => (intercept = () => undefined));

    it("only if somebody agrees", async () => {
        lose(local, 100, eventOf(1));
        const refused = await call(local, false);
        expect(refused.asked).to.deep.equal(["Send them?"]);
        expect(refused.text).to.match(
            /CloudTrail Lake: 1 event to send again to \S+-queue-\w+\.\n.*\nNothing was sent\.$/,
        );
        const nobody = await call(local, undefined);
        expect([nobody.code, nobody.noted]).to.match(/Nobody is there to answer.*\nSay --yes/);
        expect(nobody.code).to.equal(2);
        expect(batches).to.equal(0);
        const { text } = await call(local, true);
        expect(text).to.match(/CloudTrail Lake: sent 1 message\..*\nS3: sent 1 message\./);
        await local.pipeline.drain();
        expect((await call(local, undefined)).code).to.equal(0);
    });

    it("to a queue in which nothing is, and to no other", async () => {
        const back = await local.pipeline.unit("cloudtrail-lake").store.goOffline();
        await local.pipeline.put([eventOf(2)]);
        lose(local, 100, eventOf(3));
        await until(() => local.pipeline.unit("s3").backlog() === 0);
        const { code, text } = await call(local, undefined, "--yes");
        expect(code).to.equal(1);
        expect(text).to.include(
            "CloudTrail Lake: 1 event cannot be sent again, because 1 messages are in the queue or in flight",
        );
        expect(text).to.include("S3: sent 1 message.").and.not.include("CloudTrail Lake: sent");
        await back();
        await local.pipeline.drain();
        expect((await call(local, undefined, "--yes")).text).to.include("CloudTrail Lake: sent 1 message.");
        await local.pipeline.drain();
    });

    it("exactly as it is in the log, whatever is in it", async () => {
        const odd = eventOf(4, { text: "\ufffe \uffff \ud83d\ude00 é \\u0000" });
        lose(
            local,
            100,
            odd,
            eventOf(5, { text: "x".repeat(900_000) }),
            eventOf(6, { text: "y".repeat(900_000) }),
        );
        expect((await call(local, undefined, "--yes")).text).to.include("S3: sent 3 messages.");
        await local.pipeline.drain();
        const records = await local.pipeline.unit("s3").store.records();
        const raw = records.find((record) => record.includes(uuidOf(4))) as string;
        const { eventData } = JSON.parse(raw) as { eventData: { additionalEventData: { raw: object } } };
        expect(eventData.additionalEventData.raw).to.deep.equal(JSON.parse(odd));
        expect((await call(local, undefined)).code).to.equal(0);
    });

    /** Runs the file that `npx` runs, and kills it as nothing can be handled once `when` says so. */
    function spawned(when: Promise<unknown>): Promise<number | null> {
        const args = ["reconcile", "--since", "2d", "--resend", "--yes", "--outputs", local.outputs];
        const child = spawn(process.execPath, [join(folder, "cli.js"), ...args], {
            cwd: folder,
            env: consumersEnvironment(),
        });
        void when.then(() => child.kill("SIGKILL"));
        return new Promise((resolve) => child.on("close", resolve));
    }

    for (const [name, sixth, taken, first] of [
        ["when its sixth call goes out", { reset: "before" }, 50, 100],
        ["when that was taken, and before the command knows", { delayMs: 300 }, 60, 200],
    ] as const)
        it(`killed ${name}, and run again, it loses nothing and sends nothing twice`, async () => {
            const numbers = Array.from({ length: 75 }, (_, n) => first + n);
            lose(local, 100, ...numbers.map((n) => eventOf(n)));
            const lake = local.pipeline.unit("cloudtrail-lake");
            const back = await lake.store.goOffline();
            const before = batches;
            const killed = new Promise<void>((resolve) => {
                intercept = (batch) => {
                    if (batch - before < 6) return undefined;
                    resolve();
                    return batch - before === 6 ? sixth : { reset: "before" };
                };
            });
            expect(await spawned(killed)).to.equal(null);
            await until(() => lake.backlog() === taken);
            intercept = () => undefined;
            const refused = `CloudTrail Lake: 75 events cannot be sent again, because ${taken} messages`;
            expect((await call(local, undefined, "--yes")).text).to.include(refused);
            await back();
            await local.pipeline.drain();
            expect((await call(local, undefined, "--yes")).text).to.include(
                `CloudTrail Lake: sent ${75 - taken} messages.`,
            );
            await local.pipeline.drain();
            expect((await call(local, undefined, "--yes")).code).to.equal(0);
            for (const stored of await storedIn(local))
                expect(stored.filter((id) => id >= uuidOf(first) && id < uuidOf(first + 100))).to.deep.equal(
                    numbers.map(uuidOf),
                );
        });

    it("directly, if there is no queue: but nothing of the last six hours, which Lambda may still try", async () => {
        let policy = documentedPolicy("reconcile").without("lambda:InvokeFunction");
        policy = [...policy, ...documentedPolicy("query and detect").without()];
        const direct = await startLocal({ deliveryMode: "direct" }, { operatorsPolicy: () => policy });
        try {
            await deliver(direct, 500, eventOf(7));
            lose(direct, 500, eventOf(8));
            lose(direct, 100, eventOf(9));
            expect((await call(direct, undefined, "--yes")).noted).to.include(
                "needs lambda:InvokeFunction on",
            );
            policy = everything;
            const { text, code } = await call(direct, undefined, "--yes");
            expect(code).to.equal(1);
            expect(text).to.include("1 event cannot be sent again, because Lambda may still be trying");
            expect(text).to.match(
                /CloudTrail Lake: 1 event to send again to \S+-function-\w+\.\nCloudTrail Lake: sent 1 message/,
            );
            await direct.pipeline.drain();
            expect(await storedIn(direct)).to.deep.equal([[uuidOf(7), uuidOf(8)]]);
        } finally {
            await direct.close();
        }
    });
});
