import { CloudWatchClient, paginateGetMetricData, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { Deployment, Unit } from "../deployment";
import { ifPermitted, isSkipped, type Skipped } from "../permissions";

/** What a metric counted until now. */
export interface Counted {
    lastHour: number;
    lastDay: number;
    /** The latest minute in which it counted anything, if that is in the last day. */
    latest?: string;
}

export interface UnitCounts {
    /** Messages that the destination accepted; what was delivered twice is in it twice. */
    delivered: Counted | Skipped;
    /** Messages that the function dead-lettered, because nothing would make the destination accept them. */
    rejected: Counted | Skipped;
}

export interface Metrics {
    /** Events that the rule picked on OneLogin's bus. */
    matched: Counted | Skipped;
    /** Of each unit, in order. */
    units: UnitCounts[];
}

const [hour, day, minute] = [3_600_000, 86_400_000, 60_000];

type Metric = Required<Pick<NonNullable<MetricDataQuery["MetricStat"]>, "Metric">>["Metric"];

/** The account's own bus names its rule alone (EventBridge user guide, "Monitoring"). */
function matchedBy({ eventBusName, ruleName }: Deployment): Metric {
    const bus = eventBusName === "default" ? [] : [{ Name: "EventBusName", Value: eventBusName }];
    return {
        Namespace: "AWS/Events",
        MetricName: "MatchedEvents",
        Dimensions: [...bus, { Name: "RuleName", Value: ruleName }],
    };
}

/** A metric that the function itself writes. */
function own({ metricsNamespace }: Deployment, { functionName }: Unit, MetricName: string): Metric {
    return {
        Namespace: metricsNamespace,
        MetricName,
        Dimensions: [{ Name: "FunctionName", Value: functionName }],
    };
}

/** Reads a day of each metric by minutes, which CloudWatch keeps for 15 days. */
export async function readMetrics(deployment: Deployment, now: Date): Promise<Metrics> {
    const metrics = [
        matchedBy(deployment),
        ...deployment.units.flatMap((unit) => [
            own(deployment, unit, "accepted"),
            own(deployment, unit, "rejected"),
        ]),
    ];
    const read = await ifPermitted(
        "cloudwatch:GetMetricData on *",
        countsOf(deployment.region, metrics, now),
    );
    const at = (index: number): Counted | Skipped => (isSkipped(read) ? read : read[index]);
    return {
        matched: at(0),
        units: deployment.units.map((_, index) => ({
            delivered: at(1 + 2 * index),
            rejected: at(2 + 2 * index),
        })),
    };
}

async function countsOf(region: string, metrics: readonly Metric[], now: Date): Promise<Counted[]> {
    const client = new CloudWatchClient({ region });
    const EndTime = new Date(Math.ceil(now.getTime() / minute) * minute);
    const counts = metrics.map((): Counted => ({ lastHour: 0, lastDay: 0 }));
    const pages = paginateGetMetricData(
        { client },
        {
            StartTime: new Date(EndTime.getTime() - day),
            EndTime,
            ScanBy: "TimestampDescending",
            MetricDataQueries: metrics.map((Metric, index) => ({
                Id: `m${index}`,
                MetricStat: { Metric, Period: minute / 1000, Stat: "Sum" },
            })),
        },
    );
    for await (const { MetricDataResults = [] } of pages)
        for (const { Id = "", Timestamps = [], Values = [] } of MetricDataResults)
            add(counts[Number(Id.slice(1))], Timestamps, Values, EndTime.getTime() - hour);
    return counts;
}

/** @param sinceHour where the last hour begins */
function add(count: Counted, times: readonly Date[], values: readonly number[], sinceHour: number): void {
    for (const [index, value] of values.entries()) {
        const time = times[index];
        count.lastDay += value;
        if (time.getTime() >= sinceHour) count.lastHour += value;
        const written = time.toISOString();
        if (value > 0 && (count.latest === undefined || written > count.latest)) count.latest = written;
    }
}
