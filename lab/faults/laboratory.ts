/** Runs one fault on a pipeline of its own, and says what became of the events. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "../../local/deploy/deployment";
import { idOf, reconcile as compare } from "../../local/run/reconcile";
import type { Queues } from "../../local/run/queues";
import type { Store } from "../../local/run/store";
import type { RunningUnit } from "../../local/run/unit";
import { startPipeline } from "../../local/run/pipeline";
import { timeScale } from "../../local/run/time";
import { createRandom } from "../samples/random";
import { deployStack } from "../stack";
import { generateEvents } from "../samples/generate";
import { watchAlarms, wrongAlarms } from "./alarms";
import { idsOfInvocation } from "./scripts";
import { reconcile } from "./reconcile";
import type { Found, Stored, Tally } from "./reconcile";
import { destinationOf, duplicatesIn, optionsOf, settingsOf } from "./modes";
import type { FaultContext, FaultCase, Hooks, Mode } from "./types";

/** Milliseconds after which a pipeline that is not done is taken to be stuck: several outages. */
const patience = 600_000;

/** Minutes that CloudWatch sees after the end: nothing happens in them any more. */
const afterwards = 30;

/** How often is looked whether anything is lost at this very moment. */
const snapshotEvery = 250;

export interface RunOptions {
    events: number;
    seed: number;
    /** Seconds, as AWS's clock would count them. */
    outageSeconds: number;
    /** Deliver to both destinations: nothing may happen in the other. */
    both?: boolean;
    /** How many times faster than this machine's the clock of CloudWatch and of outages runs; `timeScale` by default. */
    clockSpeed?: number;
}

/** What one fault did. */
export interface Report extends Tally {
    name: string;
    mode: Mode;
    injected: number;
    touched: number;
    /** Seconds from the last injection until all was quiet, as AWS's clock would count them, about. */
    recovery: number;
    /** Those of the destination that fired. */
    alarms: string[];
    /** Moments at which bus, queue, dead-letter queue and lake were compared. */
    snapshots: number;
}

async function stored(store: Store): Promise<Stored[]> {
    return (await store.records()).map((json) => {
        const { eventData } = JSON.parse(json) as {
            eventData: { UID: string; eventTime: string; additionalEventData: { raw: unknown } };
        };
        return { id: eventData.UID, eventTime: eventData.eventTime, raw: eventData.additionalEventData.raw };
    });
}

/** Counts the deliveries of each event, for what has to arrive with its first. */
function countDeliveries(hooks: Hooks): { hooks: Hooks; late: Set<string> } {
    const seen = new Set<string>();
    const late = new Set<string>();
    const { invocations } = hooks;
    return {
        late,
        hooks: {
            ...hooks,
            invocations(number, event) {
                for (const id of idsOfInvocation(event)) {
                    if (seen.has(id)) late.add(id);
                    seen.add(id);
                }
                return invocations?.(number, event);
            },
        },
    };
}

/** Where the events are for one destination. */
async function look({ unit, store, waiting }: RunningUnit, bus: string[], queues: Queues): Promise<Found> {
    return {
        bus,
        lake: await stored(store),
        deadLetters: queues.bodies(unit.deadLetters),
        waiting: waiting(),
    };
}

/** What was seen of a fault, besides where the events are. */
interface Seen extends Pick<Report, "injected" | "recovery"> {
    /** Events that were delivered more than once, and those of them that nothing touched. */
    late: string[];
    early: string[];
    /** Events that the forwarder sent back itself. */
    retried: number;
}

/** What is not as the fault promises. */
function brokenPromises(
    { firstPass = false, returns = false, again, recoversWithin = Infinity }: FaultCase,
    { injected, recovery, late, early, retried }: Seen,
): string[] {
    const promises: [isBroken: boolean, what: string][] = [
        [injected === 0, "the fault never happened"],
        [firstPass && early.length > 0, `not with the first delivery: ${early.slice(0, 3).join(", ")}`],
        [returns && retried === 0, "the forwarder sent nothing back itself: it was ended"],
        [again === "none" && late.length > 0, "events had to be delivered again"],
        [again === "some" && late.length === 0, "no event had to be delivered again: too weak a fault"],
        [recovery > recoversWithin, `recovered after ${Math.round(recovery)} s, not ${recoversWithin} s`],
    ];
    return promises.filter(([isBroken]) => isBroken).map(([, what]) => what);
}

export async function runFault(
    fault: FaultCase,
    mode: Mode,
    { events: count, seed, outageSeconds, both = false, clockSpeed = timeScale }: RunOptions,
    change: (deployment: Deployment) => Deployment | Promise<Deployment> = (deployment) => deployment,
): Promise<Report> {
    const deployment = await change(await deployStack(settingsOf(fault, mode, both)));
    const destination = destinationOf(mode);
    const end = fault.ends[mode] ?? "lake";
    const bus = fault.events?.(count, seed) ?? [...generateEvents(count, { seed })];
    const ids = bus.map(idOf);
    const touched = new Set<string>();
    let [injected, last] = [0, Date.now()];
    const context: FaultContext = {
        mode,
        ids,
        random: createRandom(seed),
        outage: (outageSeconds * 1000) / clockSpeed,
        markAffected(some) {
            injected++;
            last = Date.now();
            for (const id of some) touched.add(id);
        },
        outageObserved() {
            const isAside = queues.bodies(unit.deadLetters).length > 0;
            const isGivenUp = end === "lambda" || end === "sqs";
            return isAside || (late.size > 0 && !isGivenUp) || waiting().length === 0;
        },
        pipeline: () => pipeline,
    };
    const { hooks, late } = countDeliveries(fault.inject(context));
    const pipeline = await startPipeline(deployment, { ...optionsOf(hooks, mode, fault), clockSpeed });
    const { queues } = pipeline;
    const firedAlarms = watchAlarms(deployment, pipeline);
    const began = pipeline.metrics.clock.now();
    const running = pipeline.unit(destination);
    const { unit, store, waiting } = running;
    const faults: string[] = [];
    let snapshots = 0;

    try {
        const beside = hooks.meanwhile?.();
        await pipeline.put(bus);
        const latest = Date.now() + patience;
        for (let next = 0; waiting().length > 0 && Date.now() < latest; await sleep(10)) {
            if (Date.now() < next) continue;
            // The parts are read in the order in which events pass through them.
            const onTheirWay = [...waiting(), ...queues.bodies(unit.deadLetters).map(({ body }) => body)];
            const { lost } = compare(ids, await store.ids(), onTheirWay.map(idOf));
            snapshots++;
            if (lost.length > 0) faults.push(`nowhere for a moment: ${lost.slice(0, 3).join(", ")}`);
            next = Date.now() + snapshotEvery;
        }
        const quiet = Date.now();
        await beside;
        // A message that SQS delivers twice may be deleted, and yet be delivered again.
        await pipeline.drain();
        const lasted = (pipeline.metrics.clock.now() - began) / 60_000;
        pipeline.pass(afterwards);
        const alarms = firedAlarms(destination);
        const found = await look(running, bus, queues);
        const { eventTime } = fault;
        const tally = reconcile(found, touched, end, { eventTime, duplicates: duplicatesIn(fault, mode) });
        // In the other destination nothing may be wrong: not even a second delivery.
        for (const other of pipeline.units.filter((one) => one !== running)) {
            const where = other.unit.destination;
            const wrong = reconcile(await look(other, bus, queues), new Set(), "lake", {}).faults;
            const fired = firedAlarms(where).map((name) => `the alarm ${name} fired`);
            faults.push(...[...wrong, ...fired].map((what) => `in ${where}: ${what}`));
        }
        if (fault.alarms !== undefined && mode !== "direct")
            faults.push(...wrongAlarms(fault.alarms, alarms, outageSeconds / 60, lasted));
        const recovery = (Math.max(0, quiet - last) / 1000) * (fault.speed === 1 ? 1 : clockSpeed);
        const { retried } = (await pipeline.outcome(destination)).metrics;
        const early = [...late].filter((id) => !touched.has(id));
        faults.push(...brokenPromises(fault, { injected, recovery, late: [...late], early, retried }));
        return {
            ...tally,
            faults: [...faults, ...tally.faults],
            name: fault.name,
            mode,
            injected,
            touched: touched.size,
            recovery,
            alarms,
            snapshots,
        };
    } finally {
        await pipeline.stop();
    }
}
