import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { charts } from "../../lab/load/charts";
import {
    costPerMillion,
    destinationCosts,
    fixedRetentionCostsMore,
    storedBytes,
    total,
} from "../../lab/load/cost";
import { deliveriesIn, modelOf } from "../../lab/load/model";
import data from "../../docs/prices.json";
import { readResults } from "../../lab/load/results";
import { assumptions, destinations, prices, tables } from "../../lab/load/tables";
import { markdown } from "./markdown";
import type { Region } from "./markdown";
import { root } from "./pages";

const results = readResults();
const { measured, machine, processes, timeScale, memory, cases } = results;

function dollars(value: number): string {
    return `$${value.toFixed(2)}`;
}

/** What a million events cost, in a sentence. */
export function costInWords(): string {
    const cost = total(costPerMillion(modelOf("bulk", cases.bulk).usage));
    const fixed = cost + fixedRetentionCostsMore(cases.bulk);
    const inLake = costPerMillion(modelOf("bulk", cases.bulk).usage)["CloudTrail Lake"];
    const inS3 = cost - inLake + destinationCosts("mixed", 1_000_000).s3;
    const size = `${(cases.bulk.eventBytes / 1000).toFixed(1)} kB`;
    return `A million events of ${size} a day cost about ${dollars(inS3)} to S3, and to CloudTrail Lake ${dollars(cost)} with extendable and ${dollars(fixed)} with fixed retention, in ${data.region}, without queries`;
}

/** How much of CloudTrail Lake's cost S3's is, for events that are alike and for those that are not. */
function destinationsInWords(): string {
    const share = (events: keyof typeof data.stored) => {
        const { s3, lake } = destinationCosts(events, 1_000_000);
        return `${((s3 / lake) * 100).toFixed(1)} %`;
    };
    const bytes = (events: keyof typeof data.stored, count: number) =>
        `${storedBytes(events, count).toFixed(0)} bytes`;
    const { alike, mixed } = data.stored;
    return (
        `These are ${alike.what}: stored, each takes ${bytes("alike", 1000)} in an object of 1,000, and ${bytes("alike", 1)} in one of its own. ` +
        `At a million a day S3 costs ${share("alike")} of what CloudTrail Lake costs. Events that are less alike are stored less tightly: ` +
        `of ${mixed.what}, each takes ${bytes("mixed", 1000)} in an object of 1,000, and S3 costs ${share("mixed")}.`
    );
}

/** What `npm run load -- --write` found, and what follows from it. */
export const loadRegions: Record<string, Region> = {
    "load-machine": () =>
        `Measured on ${measured}: ${machine.processor}, ${machine.cores} cores, Node ${machine.node} on ${machine.platform}, ${processes} processes of the function, waiting ${timeScale} times shorter than in AWS.`,
    "load-measured": () => markdown(tables.measured(results)),
    "load-calculated": () => markdown(tables.calculated(results)),
    "load-outage": () =>
        `In an outage of an hour, SQS hands out each event at most ${deliveriesIn(3600).most} times.`,
    "load-costs": () => markdown(tables.costs(results)),
    "destination-costs": () => `${markdown(destinations())}\n\n${destinationsInWords()}`,
    "load-memory": () => {
        const least = memory.find(({ holds }) => holds)?.memory;
        const ordinary = memory.find((trial) => trial.ordinaryMegabytes <= trial.memory)?.memory;
        return `Ordinary batches need ${ordinary} MB. The worst that AWS lets through need ${least} MB.\n\n${markdown(tables.memory(results))}`;
    },
    prices: () => markdown(prices()),
    assumptions: () =>
        `${markdown(assumptions())}\n\nA GB is ${data.gigabyte.toLocaleString("en-US")} bytes.`,
};

export function drawCharts(): void {
    for (const [name, svg] of Object.entries(charts(results))) writeFileSync(join(root, "docs", name), svg);
}
