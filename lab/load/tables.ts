/** What `docs/load.json` says, and what follows from it, as tables: for the terminal and for documents. */
import {
    costPerMillion,
    destinationCosts,
    eventsPerObject,
    fixedRetentionCostsMore,
    queryCosts,
    total,
} from "./cost";
import data from "../../docs/prices.json";
import { limits } from "../../handler/limits";
import { modelOf } from "./model";
import type { CaseResult, MemoryTrial, Results } from "./results";

export interface Table {
    head: string[];
    rows: string[][];
}

function whole(value: number): string {
    return Math.round(value).toLocaleString("en-US");
}

function seconds(value: number): string {
    return `${value < 10 ? value.toFixed(1) : whole(value)} s`;
}

function dollars(value: number): string {
    return `$${value.toFixed(value < 0.1 ? 3 : 2)}`;
}

/** With the calls that PutAuditEvents' two limits force, were every call filled to the brim. */
function callsOf({ calls, delivered, callBytes, refusedCalls }: CaseResult): string {
    const refused = refusedCalls === 0 ? "" : `, ${whole(refusedCalls)} refused`;
    const least = Math.max(delivered / limits.call.events, callBytes / limits.call.bytes);
    return `${whole(calls)} (${whole(Math.ceil(least))})${refused}`;
}

/** Measured on this machine. */
function measured({ cases }: Results): Table {
    return {
        head: [
            "case",
            "delivered",
            "most waiting",
            "drained in",
            "function's memory",
            "calls (least)",
            "lost",
        ],
        rows: Object.entries(cases).map(([name, result]) => [
            name,
            `${whole(result.drained / result.drainSeconds)} events/s`,
            whole(Math.max(...result.backlog.map(([, events]) => events))),
            seconds(result.drainSeconds),
            `${result.peakMegabytes} MB`,
            callsOf(result),
            String(result.lost),
        ]),
    };
}

/** Calculated for AWS, with the component's defaults. */
function calculated({ cases }: Results): Table {
    return {
        head: [
            "case",
            "an invocation takes",
            "all ten deliver",
            "backlog gone within",
            "a million events cost",
        ],
        rows: Object.entries(cases).map(([name, result]) => {
            const model = modelOf(name, result);
            return [
                name,
                `${whole(model.secondsPerInvocation * 1000)} ms`,
                `${whole(model.eventsPerSecond)} events/s`,
                model.drainSeconds === 0 ? "no backlog" : seconds(model.drainSeconds),
                dollars(total(costPerMillion(model.usage))),
            ];
        }),
    };
}

/** US dollars for a million events, by what is paid for. */
function costs({ cases }: Results): Table {
    const names = Object.keys(cases);
    const columns = names.map((name) => costPerMillion(modelOf(name, cases[name]).usage));
    const sum = (column: Record<string, number>) => dollars(total(column));
    const fixed = names.map((name, index) =>
        dollars(total(columns[index]) + fixedRetentionCostsMore(cases[name])),
    );
    return {
        head: ["paid for", ...names],
        rows: [
            ...Object.keys(columns[0]).map((what) => [
                what,
                ...columns.map((column) => dollars(column[what])),
            ]),
            ["all, extendable retention", ...columns.map(sum)],
            ["all, fixed retention", ...fixed],
        ],
    };
}

function trial({ memory, ordinaryMegabytes, peakMegabytes, holds, worst }: MemoryTrial): string[] {
    const fits = ordinaryMegabytes <= memory ? "yes" : "no";
    return [
        `${memory} MB`,
        `${ordinaryMegabytes} MB: ${fits}`,
        `${peakMegabytes} MB: ${holds ? "yes" : "no"}`,
        worst,
    ];
}

/** How much memory the function needs. */
function memory({ memory: trials }: Results): Table {
    return {
        head: ["function's memory", "ordinary batches", "worst batches", "which one"],
        rows: trials.map(trial),
    };
}

/** What the two destinations cost a year, and a query of a week. */
export function destinations(): Table {
    const price = (value: number) => (value < 0.01 ? "under $0.01" : dollars(value));
    return {
        head: [
            "events a day",
            "events an object",
            "S3, a year",
            "CloudTrail Lake, a year",
            "S3 costs",
            "a week's query in Athena",
            "in CloudTrail Lake",
        ],
        rows: [1000, 10_000, 100_000, 1_000_000].map((count) => {
            const { s3, lake } = destinationCosts("alike", count);
            const query = queryCosts("alike", count, 7);
            const yearly = (perMillion: number) => price((perMillion * count * 365) / 1_000_000);
            return [
                whole(count),
                whole(Math.floor(eventsPerObject(count))),
                yearly(s3),
                yearly(lake),
                `${whole((s3 / lake) * 100)} %`,
                price(query.s3),
                price(query.lake),
            ];
        }),
    };
}

/** Where the prices come from. */
export function prices(): Table {
    return {
        head: ["price", "US dollars", "AWS's page", "as of", "source"],
        rows: Object.values(data.prices).map(({ what, price, page, asOf, source }) => [
            what,
            String(price),
            page,
            asOf,
            source,
        ]),
    };
}

export function assumptions(): Table {
    return {
        head: ["assumption", "value", "source"],
        rows: Object.values(data.assumptions).map(({ what, value, source }) => [what, String(value), source]),
    };
}

/** Every table of results by its name. */
export const tables = { measured, calculated, costs, memory };
