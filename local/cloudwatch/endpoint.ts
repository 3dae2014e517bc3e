/** CloudWatch over HTTP, as far as reading single metrics goes. */
import type { RequestListener } from "node:http";
import type { Guard } from "../http/guard";
import { only, optional, page, Refused, required, type Input } from "../http/input";
import { createJsonService } from "../http/jsonService";
import { isObject } from "../values";
import { statisticOf, type MetricId, type ReadMetric, type Sample, type Statistic } from "./alarm";

const invalid = (message: string) => new Refused("InvalidParameterValue", message);

/** GetMetricData answers with so many data points at once. */
const mostDatapoints = 100_800;

export function createCloudWatchEndpoint(read: ReadMetric, guard: Guard): RequestListener {
    return createJsonService({
        name: "CloudWatch",
        signingName: "monitoring",
        target: /^GraniteServiceVersion20100801\.(\w+)$/,
        operations: { GetMetricData: (input) => getMetricData(read, input) },
        guard,
        invalidInput: "InvalidParameterValue",
    });
}

interface Query {
    id: string;
    metric: MetricId;
    statistic: Statistic;
    /** Milliseconds. */
    period: number;
}

interface Datapoint {
    id: string;
    time: number;
    value: number;
}

function getMetricData(read: ReadMetric, input: Input) {
    only(input, "MetricDataQueries", "StartTime", "EndTime", "ScanBy", "NextToken", "MaxDatapoints");
    const queries = listOf(input, "MetricDataQueries").map(queryOf);
    const [start, end] = [timeOf(input, "StartTime"), timeOf(input, "EndTime")];
    if (start >= end) throw invalid("StartTime must be before EndTime.");
    const latestFirst = (optional(input, "ScanBy") ?? "TimestampDescending") === "TimestampDescending";
    const all = queries.flatMap((query) => {
        const datapoints = datapointsOf(query, read(query.metric), start, end);
        return latestFirst ? datapoints.reverse() : datapoints;
    });
    const { items, NextToken } = page(all, "datapoints", input, "MaxDatapoints", mostDatapoints);
    return {
        MetricDataResults: queries.map(({ id, metric }) => {
            const own = items.filter((one) => one.id === id);
            return {
                Id: id,
                Label: metric.metricName,
                StatusCode: NextToken === undefined ? "Complete" : "PartialData",
                Timestamps: own.map(({ time }) => time / 1000),
                Values: own.map(({ value }) => value),
            };
        }),
        NextToken,
    };
}

/** Of each period with a sample in it, by the time at which it begins. */
function datapointsOf(
    { id, period, statistic }: Query,
    samples: readonly Sample[],
    start: number,
    end: number,
): Datapoint[] {
    const periods = new Map<number, Sample[]>();
    for (const sample of samples) {
        const time = Math.floor(sample.time / period) * period;
        if (time < start || time >= end) continue;
        periods.set(time, [...(periods.get(time) ?? []), sample]);
    }
    return [...periods]
        .sort(([one], [other]) => one - other)
        .map(([time, own]) => ({ id, time, value: statisticOf(own, statistic) as number }));
}

function queryOf(query: Input): Query {
    only(query, "Id", "MetricStat");
    const stat = objectOf(query, "MetricStat");
    only(stat, "Metric", "Period", "Stat");
    const metric = objectOf(stat, "Metric");
    only(metric, "Namespace", "MetricName", "Dimensions");
    const dimensions = listOf(metric, "Dimensions").map((one) => [
        required(one, "Name"),
        required(one, "Value"),
    ]);
    return {
        id: required(query, "Id"),
        metric: {
            namespace: required(metric, "Namespace"),
            metricName: required(metric, "MetricName"),
            dimensions: Object.fromEntries(dimensions) as Record<string, string>,
        },
        statistic: statOf(required(stat, "Stat")),
        period: periodOf(stat.Period),
    };
}

function statOf(stat: string): Statistic {
    if (stat === "Sum" || stat === "Maximum") return stat;
    throw invalid(`The Stat ${stat} is not known to this stand-in: Sum and Maximum are.`);
}

function periodOf(period: unknown): number {
    if (typeof period === "number" && period > 0 && period % 60 === 0) return period * 1000;
    throw invalid(`The Period ${JSON.stringify(period)} must be a multiple of 60 seconds.`);
}

function timeOf(input: Input, member: string): number {
    const time = input[member];
    if (typeof time === "number") return time * 1000;
    throw invalid(`${member} must be a time, and it is ${JSON.stringify(time)}.`);
}

function listOf(input: Input, member: string): Input[] {
    const list = input[member];
    if (Array.isArray(list) && list.every(isObject)) return list;
    throw invalid(`${member} must be a list, and it is ${JSON.stringify(list)}.`);
}

function objectOf(input: Input, member: string): Input {
    const value = input[member];
    if (isObject(value)) return value;
    throw invalid(`${member} is required.`);
}
