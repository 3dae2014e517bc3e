import { expect } from "chai";
import { setTimeout as sleep } from "node:timers/promises";
import { documentedPolicy } from "../policies";
import { direct as directly, startLocal, type Local } from "../support";
import { deliver, eventOf, lose, storedIn, uuidOf } from "./support";

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
    let local: Local;
    before(async () => {
        local = await startLocal();
    });
    after(() => local.close());

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

    it("directly, if there is no queue: but nothing of the last six hours, which Lambda may still try", async () => {
        const direct = await startLocal(directly);
        direct.hooks.policy = [
            ...documentedPolicy("reconcile").without("lambda:InvokeFunction"),
            ...documentedPolicy("query and detect").without(),
        ];
        try {
            await deliver(direct, 500, eventOf(7));
            lose(direct, 500, eventOf(8));
            lose(direct, 100, eventOf(9));
            expect((await call(direct, undefined, "--yes")).noted).to.include(
                "needs lambda:InvokeFunction on",
            );
            direct.hooks = {};
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
