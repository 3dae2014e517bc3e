/** CloudWatch over HTTP, as far as reading single metrics goes. */
import type { RequestListener } from "node:http";
import type { Permissions } from "../deploy/permissions";
import { only, optional, Refused, required, type Input } from "../http/input";
import { createJsonService } from "../http/jsonService";
import { statisticOf, type ReadMetric, type Sample } from "./alarm";

const invalid = (message: string) => new Refused("InvalidParameterValue", message);

export function createCloudWatchEndpoint(read: ReadMetric, permissions: Permissions): RequestListener {
    return createJsonService({
        name: "CloudWatch",
        signingName: "monitoring",
        actionPrefix: "cloudwatch",
        target: /^GraniteServiceVersion20100801\.(\w+)$/,
        operations: { GetMetricData: (input) => getMetricData(read, input) },
        permissions,
        invalidInput: "InvalidParameterValue",
    });
}

/** What else than these members is missing or wrong, clients of AWS's see to. */
interface MetricQuery extends Input {
    MetricStat?: {
        Metric: { Namespace: string; MetricName: string; Dimensions?: { Name: string; Value: string }[] };
        Period: number;
        Stat: string;
    };
}

/** All at once: no pipeline here has as many data points as CloudWatch answers with. */
function getMetricData(read: ReadMetric, input: Input) {
    only(input, "MetricDataQueries", "StartTime", "EndTime", "ScanBy");
    const { MetricDataQueries, StartTime, EndTime } = input as {
        MetricDataQueries: MetricQuery[];
        StartTime: number;
        EndTime: number;
    };
    if (StartTime >= EndTime) throw invalid("StartTime must be before EndTime.");
    const latestFirst = (optional(input, "ScanBy") ?? "TimestampDescending") === "TimestampDescending";
    return {
        MetricDataResults: MetricDataQueries.map((query) => {
            const found = datapointsOf(query, read, StartTime, EndTime);
            if (latestFirst) found.reverse();
            return {
                Id: required(query, "Id"),
                Label: query.MetricStat?.Metric.MetricName,
                StatusCode: "Complete",
                Timestamps: found.map(([time]) => time),
                Values: found.map(([, value]) => value),
            };
        }),
    };
}

/** Of each period with a sample in it: when it begins, in seconds, and its value. */
function datapointsOf(
    query: MetricQuery,
    read: ReadMetric,
    start: number,
    end: number,
): (readonly [number, number | undefined])[] {
    only(query, "Id", "MetricStat");
    if (query.MetricStat === undefined) throw invalid("MetricStat is required.");
    const { Metric, Period, Stat } = query.MetricStat;
    if (Stat !== "Sum" && Stat !== "Maximum")
        throw invalid(`The Stat ${Stat} is not known to this stand-in: Sum and Maximum are.`);
    if (!(Period > 0 && Period % 60 === 0))
        throw invalid(`The Period ${Period} must be a multiple of 60 seconds.`);
    const samples = read({
        namespace: Metric.Namespace,
        metricName: Metric.MetricName,
        dimensions: Object.fromEntries((Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
    });
    const periods = new Map<number, Sample[]>();
    for (const sample of samples) {
        const time = Math.floor(sample.time / 1000 / Period) * Period;
        if (time < start || time >= end) continue;
        periods.set(time, [...(periods.get(time) ?? []), sample]);
    }
    return [...periods]
        .sort(([one], [other]) => one - other)
        .map(([time, own]) => [time, statisticOf(own, Stat)] as const);
}
