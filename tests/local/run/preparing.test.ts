import { createHash, createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { event } from "../../../lab/forwarder/events";
import { deployStack } from "../../../lab/stack";
import { startPipeline, type Pipeline } from "../../../local/run/pipeline";

const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:redaction-AbCdEf";
const key = createHash("sha256").update(arn).digest("hex");
const hmac = (text: string) => createHmac("sha256", key).update(text).digest("hex");
const hashed = `${hmac("").slice(0, 8)}:${hmac("Zoë 🔒")}`;
const changes = {
    eventTypesExclude: [8],
    redactionRemove: ["notes"],
    redactionHash: ["user_name"],
    redactionHashKeySecretArn: arn,
};
const events = [event("a", { notes: "private" }), event("b", { event_type_id: "8" }), event("c")];

let invocations = 0;
const intercept = (invocation: number) => void (invocations = invocation);

async function withPipeline(
    more: Record<string, unknown>,
    work: (pipeline: Pipeline) => Promise<void>,
): Promise<void> {
    const deployment = await deployStack({ ...changes, ...more });
    const pipeline = await startPipeline(deployment, { functions: { speed: 20, intercept } });
    try {
        await work(pipeline);
    } finally {
        await pipeline.stop();
    }
}

const settled = { lost: [], invented: [], repeated: [], severalRows: [], stored: 2 };

describe("redaction and eventTypes, as they are deployed", () => {
    for (const [mode, more] of [
        ["buffered", {}],
        ["direct", { deliveryMode: "direct" }],
        [
            "to both destinations",
            { destinations: ["cloudtrail-lake", "s3"], s3DeliveryBatchWindowSeconds: 5 },
        ],
    ] as const)
        it(`hold for every destination: ${mode}`, () =>
            withPipeline(more, async (pipeline) => {
                await pipeline.put(events);
                await pipeline.drain();
                for (const { unit, store } of pipeline.units) {
                    const { reconciliation, metrics, denied, log } = await pipeline.outcome(unit.destination);
                    expect([reconciliation, denied, log]).to.deep.equal([settled, [], []]);
                    expect(metrics).to.include({ accepted: 2, excluded: 1 });
                    const records = (await store.records()).join();
                    expect(records)
                        .to.include(hashed)
                        .and.not.match(/Zoë|private/);
                }
                expect(await pipeline.differences()).to.satisfy((all: { missing: string[] }[]) =>
                    all.every(({ missing }) => missing.length === 0),
                );
            }));

    it("keep events in the queue as long as the key cannot be read, and deliver them then", () =>
        withPipeline({ forwarderLogLevel: "DEBUG" }, async (pipeline) => {
            invocations = 0;
            const secret = pipeline.services.secret!;
            const { value } = secret;
            secret.value = undefined;
            await pipeline.put(events);
            // The second invocation begins when the first is over.
            while (invocations < 2) await sleep(20);
            expect(await pipeline.outcome()).to.deep.include({ kept: 0, leftInQueue: 3, deadLetters: [] });
            secret.value = value;
            await pipeline.drain();
            const { reconciliation, log } = await pipeline.outcome();
            expect(reconciliation).to.deep.equal(settled);
            const debug = log.map((line) => JSON.parse(line) as { level: string; id: string });
            expect(debug.map(({ level, id }) => `${level} ${id}`)).to.have.members(["DEBUG a", "DEBUG c"]);
        }));
});
