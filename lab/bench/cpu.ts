import { atLeast, atMost, median, type Measurement } from "./figures";
import { calls, directForwarder, forward, queued, serializedForwarder } from "./forwarders";

const events = 10_000;
/** Rounds until the compiler has seen it all, and rounds that count. */
export const warmUp = 2;
export const rounds = 9;

/** CPU microseconds and wall-clock seconds that `work` takes. */
export async function measure(work: () => unknown): Promise<{ cpu: number; seconds: number }> {
    const [cpu, clock] = [process.cpuUsage(), performance.now()];
    await work();
    const { user, system } = process.cpuUsage(cpu);
    return { cpu: user + system, seconds: (performance.now() - clock) / 1000 };
}

function parseAndStringify(bodies: string[]): number {
    return bodies.reduce((sum, body) => sum + JSON.stringify(JSON.parse(body)).length, 0);
}

/** What an event costs, from its text in the queue to `eventData`: all three ways in turn, in every round. */
export const cpu: Measurement = async () => {
    const { bodies, batches } = queued(events);
    const [serialized, direct] = [await serializedForwarder(), directForwarder()];
    const seen: { toParsing: number; toDirect: number; perSecond: number }[] = [];
    for (let round = -warmUp; round < rounds; round++) {
        const parsing = await measure(() => parseAndStringify(bodies));
        const deployed = await measure(() => forward(serialized, batches));
        const written = await measure(() => forward(direct, batches));
        if (round < 0) continue;
        seen.push({
            toParsing: deployed.cpu / parsing.cpu,
            toDirect: deployed.cpu / written.cpu,
            perSecond: events / deployed.seconds,
        });
    }
    const middle = (name: keyof (typeof seen)[number]) => median(seen.map((one) => one[name]));
    calls.length = 0;
    await forward(serialized, batches);
    return [
        atMost("CPU per event, against JSON.parse + JSON.stringify", 1.5, middle("toParsing"), "×"),
        atMost("CPU per event, serialized against TypeScript", 1.15, middle("toDirect"), "×"),
        atLeast("one forwarder process, client faked", 10_000, middle("perSecond"), "events/s"),
        // CloudTrail Lake takes 100 calls a second, whatever they hold.
        atLeast("events per PutAuditEvents call, of 2.9 kB", 95, events / calls.length, "events"),
    ];
};
