import { inPuts } from "../../local/chunks";
import type { Deployment } from "../../local/deploy/deployment";
import { startPipeline } from "../../local/run/pipeline";
import { deployStack } from "../stack";
import { generateEvents } from "../samples/generate";
import { atMost, median, type Figure, type Measurement } from "./figures";

const [few, many] = [10_000, 100_000];
const runs = 3;

/** Of all destinations together. */
interface Run {
    seconds: number;
    lost: number;
    left: number;
    /** Ids that one destination has, and another has not. */
    different: number;
}

async function send(deployment: Deployment, count: number, seed: number): Promise<Run> {
    const pipeline = await startPipeline(deployment, { instances: 2 });
    try {
        const start = performance.now();
        for await (const part of inPuts(generateEvents(count, { seed }))) await pipeline.put(part);
        await pipeline.drain();
        const seconds = (performance.now() - start) / 1000;
        const run: Run = { seconds, lost: 0, left: 0, different: 0 };
        for (const { unit } of pipeline.units) {
            const { reconciliation, leftInQueue, deadLetters } = await pipeline.outcome(unit.destination);
            run.lost += reconciliation.lost.length;
            run.left += leftInQueue + deadLetters.length;
        }
        for (const { missing } of await pipeline.differences()) run.different += missing.length;
        return run;
    } finally {
        await pipeline.stop();
    }
}

/** Everything from the bus to the destinations, with nothing faked but AWS; each size in turn, so that both see the same machine. */
export const endToEnd: Measurement = async (): Promise<Figure[]> => {
    const deployment = await deployStack();
    const [small, large]: [Run[], Run[]] = [[], []];
    for (let run = 0; run < runs; run++) {
        small.push(await send(deployment, few, 2 * run + 1));
        large.push(await send(deployment, many, 2 * run + 2));
    }
    const both = await send(await deployStack({ destinations: ["cloudtrail-lake", "s3"] }), many, 1);
    const seconds = (list: Run[]) => median(list.map((run) => run.seconds));
    const total = (what: "lost" | "left") => [...small, ...large].reduce((sum, run) => sum + run[what], 0);
    const times = `… time against that of ${few.toLocaleString("en-US")}, medians of ${runs}`;
    return [
        atMost(`${many.toLocaleString("en-US")} events end to end: lost`, 0, total("lost"), "events"),
        atMost("… left in any queue", 0, total("left"), "events"),
        atMost(times, 13, seconds(large) / seconds(small), "×"),
        atMost("… to both destinations: lost in either", 0, both.lost, "events"),
        atMost("… left in any queue", 0, both.left, "events"),
        atMost("… in one and not in the other", 0, both.different, "events"),
    ];
};
