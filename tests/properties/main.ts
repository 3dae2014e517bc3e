/**
 * `npm run properties`: the long form. Generates so many events, checks every property on them, and says what they were.
 * A failure prints its seed and the smallest case that was found; with the seed it comes again.
 */
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { table } from "../../lab/start/table";
import { batchingProperties } from "./batching";
import { createDistribution, type Distribution, type Row } from "./distribution";
import { forwardingProperties } from "./forwarding";
import { mappingProperties } from "./mapping";
import type { Property } from "./property";
import { readerProperties } from "./readers";
import { recordChecks } from "./record";
import { shippedForwarder } from "./shipped";

/** Runs of one property before the next one's turn; each round has a seed of its own. */
const runsPerRound = 250;
/** Properties of anything but events: so many runs for each round of the others. */
const runsBesides = 100;

interface Progress {
    property: Property;
    runs: number;
    events: number;
}

interface Options {
    events: number;
    seed: number;
}

function readOptions(args: string[]): Options {
    const { values } = parseArgs({ args, options: { events: { type: "string" }, seed: { type: "string" } } });
    const read = (name: "events" | "seed", fallback: number) => {
        const value = values[name] === undefined ? fallback : Number(values[name]);
        if (Number.isSafeInteger(value) && value >= 0 && value <= 0x7fffffff) return value;
        throw new Error(`--${name} ${values[name]} must be a whole number from 0 to ${0x7fffffff}.`);
    };
    return { events: read("events", 100_000), seed: read("seed", Date.now() % 0x7fffffff) };
}

/** One round of a property; throws with its case when it does not hold. */
async function round(
    progress: Progress,
    runs: number,
    seed: number,
    distribution: Distribution,
): Promise<void> {
    const { property } = progress;
    const before = distribution.total();
    await property.check({ seed, numRuns: runs }, distribution);
    progress.runs += runs;
    progress.events += distribution.total() - before;
}

/** The property that lags most behind its share. */
function next(all: Progress[]): Progress {
    const lag = ({ events, property }: Progress) => events / property.share;
    return all.reduce((last, one) => (lag(one) < lag(last) ? one : last));
}

async function check({ events, seed }: Options, distribution: Distribution): Promise<Progress[]> {
    const forwarding = forwardingProperties(await shippedForwarder());
    const started = [...mappingProperties, ...forwarding, ...batchingProperties, ...readerProperties].map(
        (property) => ({
            property,
            runs: 0,
            events: 0,
        }),
    );
    const ofEvents = started.filter(({ property }) => property.share > 0);
    const besides = started.filter(({ property }) => property.share === 0);
    const bar = new SingleBar({
        format: "{bar} {value}/{total} events, {eta_formatted} left",
        clearOnComplete: true,
    });
    const visible = process.stderr.isTTY;
    if (visible) bar.start(events, 0);
    let said = 0;
    for (let turn = 0; distribution.total() < events; turn++) {
        await round(next(ofEvents), runsPerRound, (seed + turn) | 0, distribution);
        for (const one of besides) await round(one, runsBesides, (seed + turn) | 0, distribution);
        const tenth = Math.floor((10 * distribution.total()) / events);
        if (visible) bar.update(distribution.total());
        else if (tenth > said) process.stderr.write(`${(said = tenth) * 10} %\n`);
    }
    if (visible) bar.stop();
    return started;
}

function number(value: number): string {
    return value.toLocaleString("en");
}

function rows(all: Row[]): string[][] {
    return all.map(({ what, count, share }) => [what, number(count), `${(100 * share).toFixed(2)} %`]);
}

async function main(args: string[]): Promise<void> {
    const options = readOptions(args);
    console.log(
        `seed ${options.seed}; the same events again: npm run properties -- --events ${options.events} --seed ${options.seed}`,
    );
    const begin = performance.now();
    const distribution = createDistribution();
    const done = await check(options, distribution);
    const seconds = (performance.now() - begin) / 1000;
    console.log(
        table(
            ["property", "runs", "events"],
            done.map(({ property, runs, events }) => [property.name, number(runs), number(events)]),
        ),
    );
    console.log(table(["what was generated", "events", "share"], rows(distribution.rows())));
    console.log(table(["what became of deliveries", "deliveries", "share"], rows(distribution.fates())));
    console.log(`On every record: it ${Object.keys(recordChecks).join("; ")}.`);
    console.log(
        `${number(distribution.total())} events checked in ${Math.round(seconds)} s, seed ${options.seed}: every property held.`,
    );
}

main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
