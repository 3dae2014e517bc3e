import { atLeast, atMost, medians, type Measurement } from "./figures";
import { calls, directForwarder, forward, queued, serializedForwarder } from "./forwarders";

const events = 10_000;
/** Until the compiler has seen it all, and those that count. */
export const rounds: [warmUp: number, rounds: number] = [2, 9];

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
    const { toParsing, toDirect, perSecond } = await medians(rounds, async () => {
        const parsing = await measure(() => parseAndStringify(bodies));
        const deployed = await measure(() => forward(serialized, batches));
        const written = await measure(() => forward(direct, batches));
        return {
            toParsing: deployed.cpu / parsing.cpu,
            toDirect: deployed.cpu / written.cpu,
            perSecond: events / deployed.seconds,
        };
    });
    calls.length = 0;
    await forward(serialized, batches);
    return [
        atMost("CPU per event, against JSON.parse + JSON.stringify", 1.5, toParsing, "×"),
        atMost("CPU per event, serialized against TypeScript", 1.15, toDirect, "×"),
        atLeast("one forwarder process, client faked", 10_000, perSecond, "events/s"),
        // CloudTrail Lake takes 100 calls a second, whatever they hold.
        atLeast("events per PutAuditEvents call, of 2.9 kB", 95, events / calls.length, "events"),
    ];
};
