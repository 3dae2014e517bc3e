import { setTimeout as sleep } from "node:timers/promises";
import { unitOf, withUnits, type Deployment, type Unit } from "../../local/deploy/deployment";
import type { LakeStore } from "../../local/run/lakeStore";
import { storeId } from "../../local/lake/store";
import { startPipeline } from "../../local/run/pipeline";
import { timeScale } from "../../local/run/time";
import { generateEvents } from "../samples/generate";
import { startArrivals, type Arrivals } from "./arrivals";
import type { LoadCase } from "./cases";
import { meteredChannel, type MeteredChannel } from "./channel";
import { asInLambda } from "./memory";
import { thin } from "./results";
import type { CaseResult, Point } from "./results";

/** Processes of the function: one for each core of a small machine. AWS runs ten, by the component's default. */
export const processes = 2;
/** Milliseconds between two looks at the backlog, and how many of them a chart can show. */
const lookEvery = 50;
const points = 120;
/** The seed of the events: the same in every run. */
const seed = 4;
/** Seconds for which there are enough events while the backlog drains. */
const longestDrain = 3600;
/** Milliseconds without a call let through that mean that nothing will come any more. */
const patience = 60_000;

/** Counts what it hands on, and its bytes. */
function* weighed(events: Iterable<string>, seen: { count: number; bytes: number }): Generator<string> {
    for (const event of events) {
        seen.count++;
        seen.bytes += Buffer.byteLength(event);
        yield event;
    }
}

/**
 * The function works in real time, so a message has to stay hidden in real time while it does; only to wait until it
 * comes again, after an outage, would teach nothing.
 */
function withRealVisibility({ queue }: Unit): Pick<Unit, "queue"> {
    if (queue === undefined) return { queue };
    const VisibilityTimeout = String(Number(queue.attributes.VisibilityTimeout) * timeScale);
    return { queue: { ...queue, attributes: { ...queue.attributes, VisibilityTimeout } } };
}

/** Waits for something, but not for ever if nothing moves. */
async function until(
    isSo: () => boolean,
    channel: Pick<MeteredChannel, "calls">,
    arrivals: Arrivals,
): Promise<void> {
    let [calls, since] = [channel.calls, performance.now()];
    while (!isSo()) {
        arrivals.check();
        if (channel.calls !== calls) [calls, since] = [channel.calls, performance.now()];
        if (performance.now() - since > patience) throw new Error("Nothing is delivered any more.");
        await sleep(lookEvery / 5);
    }
}

/** Runs a load through the deployed function, and measures what becomes of it. */
export async function runCase(deployment: Deployment, load: LoadCase): Promise<CaseResult> {
    const channel = meteredChannel(load);
    const deployed = withUnits(deployment, (unit) => ({
        ...(load.outage ? {} : withRealVisibility(unit)),
        function: asInLambda(unit.function),
    }));
    const pipeline = await startPipeline(deployed, {
        instances: processes,
        intercept: (call) => channel.intercept(call),
    });
    const arrivalSeconds = load.seconds / timeScale;
    // Those that are not asked for are never made.
    const all = generateEvents(load.events + load.afterwards * longestDrain, { seed });
    const seen = { count: 0, bytes: 0 };
    const start = performance.now();
    const elapsed = () => (performance.now() - start) / 1000;
    const due = () => {
        const late = elapsed() - arrivalSeconds;
        return late < 0
            ? Math.floor((load.events * elapsed()) / arrivalSeconds)
            : load.events + Math.floor(load.afterwards * late);
    };
    const arrivals = startArrivals(pipeline, weighed(all, seen), due);
    const backlog = () => arrivals.come() - channel.events;
    const series: Point[] = [];
    const looking = setInterval(() => series.push([elapsed(), backlog()]), lookEvery);
    try {
        await sleep(arrivalSeconds * 1000);
        // Timers may end a moment early.
        await until(() => arrivals.come() >= load.events, channel, arrivals);
        // An outage that nobody noticed is none.
        if (load.outage) await until(() => channel.refused > 0, channel, arrivals);
        const before = channel.events;
        const upSince = elapsed();
        // The peak of an outage: looking now and then would miss it.
        series.push([upSince, backlog()]);
        channel.up = true;
        const { batchSize } = unitOf(deployment).queue ?? { batchSize: 1 };
        await until(() => backlog() < batchSize, channel, arrivals);
        const drainSeconds = elapsed() - upSince;
        const drained = channel.events - before;
        series.push([elapsed(), backlog()]);
        clearInterval(looking);
        await arrivals.end();
        await pipeline.drain();
        const { reconciliation, deadLetters, leftInQueue, metrics, usage } = await pipeline.outcome();
        const { lake } = pipeline.services.lake as LakeStore;
        const { statistics } = await lake.query(
            `SELECT count(*) AS events FROM ${storeId(lake.stores[0].arn)}`,
        );
        return {
            events: load.events,
            arrivalSeconds: rounded(upSince),
            drainSeconds: rounded(drainSeconds),
            drained,
            backlog: thin(series, points),
            peakMegabytes: Math.ceil(Math.max(...usage.map(({ peakMegabytes }) => peakMegabytes))),
            cpuMilliseconds: Math.round(usage.reduce((sum, used) => sum + used.cpuMilliseconds, 0)),
            invocations: metrics.batches,
            calls: channel.calls,
            delivered: channel.events,
            callBytes: channel.bytes,
            refusedCalls: channel.refused,
            eventBytes: Math.round(seen.bytes / seen.count),
            recordBytes: Math.round(statistics.bytesScanned / statistics.eventsScanned),
            lost: reconciliation.lost.length,
            repeated: reconciliation.repeated.length,
            deadLettered: deadLetters.length,
            leftInQueue,
        };
    } finally {
        clearInterval(looking);
        // Where something failed it still brings events, and nobody waits for them any more.
        arrivals.end().catch(() => undefined);
        await pipeline.stop();
    }
}

function rounded(seconds: number): number {
    return Math.round(seconds * 100) / 100;
}
