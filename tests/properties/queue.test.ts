/** The forwarder between a queue and a channel, delivery by delivery, with culprits among the events. */
import { expect } from "chai";
import { forwarderCode } from "../../components/forwarderCode";
import { batchOf, bodies } from "../../lab/forwarder/events";
import { clientOf, startFunction } from "../../lab/forwarder/start";
import { createRandom } from "../../lab/samples/random";
import { answer, refusal, type Put } from "../support/forwarder";
import { times } from "./property";

interface Message {
    body: string;
    receiveCount: number;
}

/** What a call does that holds a culprit: fails, or ends the process. */
type Harm = Error | "death";

interface Ends {
    accepted: Set<string>;
    /** By SQS, which gave up. */
    deadLettered: string[];
    /** By the forwarder, with the reason. */
    rejected: string[];
    receives: number;
}

/** Nothing that a dead process waits for comes. */
const never = new Promise<never>(() => undefined);

const code = forwarderCode();

const idOf = (body: string) => (JSON.parse(body) as { detail: { uuid: string } }).detail.uuid;

/** All messages are visible again at the same time, and come in one batch. Ends when only culprits are left. */
async function deliver(
    seed: number,
    culprits: number,
    harm: Harm,
    maxReceiveCount: number,
    count = 40,
): Promise<Ends> {
    const random = createRandom(seed);
    const texts = bodies(count);
    const bad = new Set(texts.slice(0, culprits).map(idOf));
    const ends: Ends = { accepted: new Set(), deadLettered: [], rejected: [], receives: 0 };
    let waiting: Message[] = texts.map((body) => ({ body, receiveCount: 0 }));
    let batch: Message[] = [];
    let [dead, die] = [false, (): void => undefined];
    const gone = new Set<Message>();

    const CloudTrailDataClient = clientOf(({ auditEvents }: { auditEvents: Put[] }) => {
        if (dead) return never;
        if (auditEvents.some(({ id }) => bad.has(id))) {
            if (harm !== "death") throw harm;
            [dead] = [true, die()];
            return never;
        }
        for (const { id } of auditEvents) ends.accepted.add(id);
        return answer(auditEvents);
    });
    const SQSClient = clientOf((input: { MessageBody?: string; Entries?: { ReceiptHandle: string }[] }) => {
        if (dead) return never;
        if (input.MessageBody !== undefined) ends.rejected.push(idOf(input.MessageBody));
        for (const { ReceiptHandle } of input.Entries ?? []) gone.add(batch[Number(ReceiptHandle.slice(1))]);
        return {};
    });
    const environment = { MAX_RECEIVE_COUNT: String(maxReceiveCount) };
    const start = () => startFunction({ CloudTrailDataClient, SQSClient }, code, environment);
    const context = { functionName: "f", awsRequestId: "r", getRemainingTimeInMillis: () => 60_000 };

    let handler = start();
    while (waiting.some(({ body }) => !bad.has(idOf(body)))) {
        ends.receives++;
        const over = waiting.filter(({ receiveCount }) => receiveCount === maxReceiveCount);
        ends.deadLettered.push(...over.map(({ body }) => idOf(body)));
        batch = waiting.filter((message) => !over.includes(message));
        for (const message of batch) message.receiveCount++;
        const death = new Promise<"dead">((resolve) => (die = () => resolve("dead")));
        if (dead) [dead, handler] = [false, start()];
        const event = batchOf(
            batch.map(({ body }) => body),
            undefined,
            batch.map(({ receiveCount }) => receiveCount),
        );
        const outcome = await withRandom(random, () => Promise.race([handler(event, context), death]));
        const returned =
            outcome === "dead"
                ? batch
                : outcome.batchItemFailures.map(
                      ({ itemIdentifier }) => batch[Number(itemIdentifier.slice(1))],
                  );
        waiting = returned.filter((message) => !gone.has(message));
    }
    return ends;
}

/** With chance by a seed, no pauses, no log, and no calls that end because time is over. */
async function withRandom<T>(random: () => number, work: () => Promise<T>): Promise<T> {
    const { setTimeout: timer } = globalThis;
    const { random: chance } = Math;
    const write = process.stdout.write.bind(process.stdout);
    Math.random = () => random() / 2 ** 32;
    process.stdout.write = () => true;
    globalThis.setTimeout = ((callback: () => void, delay = 0) =>
        timer(delay < 1000 ? callback : () => undefined)) as typeof setTimeout;
    try {
        return await work();
    } finally {
        Math.random = chance;
        process.stdout.write = write;
        globalThis.setTimeout = timer;
    }
}

describe("one event that fails holds back no other", function () {
    this.timeout(times * 60_000);
    const seeds = Array.from({ length: 20 * times }, (_, index) => index + 1);
    const harms: [what: string, harm: Harm, maxReceiveCount: number, receives: number][] = [
        ["its call answers 500", refusal("InternalFailure", 500), 12, 3],
        ["its call is answered too late", refusal("DeadlineNear"), 12, 3],
        ["its call is refused for what it holds", refusal("ValidationException", 400), 12, 3],
        ["the process dies", "death", 100, 100],
    ];
    for (const [what, harm, maxReceiveCount, most] of harms) {
        for (const culprits of [1, 5]) {
            it(`when ${what}, on ${seeds.length} seeds with ${culprits} among 40`, async () => {
                let receives = 0;
                for (const seed of seeds) {
                    const ends = await deliver(seed, culprits, harm, maxReceiveCount);
                    expect(ends.accepted.size, `accepted, seed ${seed}`).to.equal(40 - culprits);
                    const innocent = (id: string) => Number(id.slice(1)) >= culprits;
                    expect([...ends.deadLettered, ...ends.rejected].filter(innocent), `seed ${seed}`).to.be
                        .empty;
                    receives = Math.max(receives, ends.receives);
                }
                expect(receives, "deliveries that it took").to.be.at.most(most);
            });
        }
    }
});
