import { metricsOf, metricsOfRule } from "./metrics";
import type { Metric, UnitNames } from "./metrics";

/** What the dashboard's widgets are found by. */
export interface DashboardNames {
    busName: string;
    ruleName: string;
    region: string;
    units: (UnitNames<string> & { title: string })[];
}

type KnownMetric = Metric<Record<string, string>>;

interface Graph {
    title: string;
    metrics: KnownMetric[];
}

/** Of CloudWatch's grid, which is 24 wide. */
const [width, height] = [8, 6];

/** From OneLogin to the destination: what comes, what is delivered, what waits, what fails, what is dead-lettered, how long it takes. */
function graphsOf({ title, ...names }: DashboardNames["units"][number]): Graph[] {
    const { lambda, own, deadLetters, queue } = metricsOf(names);
    const waiting = queue
        ? [
              queue("ApproximateNumberOfMessagesVisible", "Maximum"),
              queue("ApproximateNumberOfMessagesNotVisible", "Maximum"),
          ]
        : [lambda("AsyncEventsReceived"), lambda("AsyncEventsDropped")];
    return [
        {
            title: `${title}: received and accepted`,
            metrics: [own("received"), own("accepted"), own("duplicates")],
        },
        { title: `${title}: retried and rejected`, metrics: [own("retried"), own("rejected")] },
        { title: `${title}: waiting`, metrics: waiting },
        {
            title: `${title}: seconds since OneLogin's time, and in the queue`,
            metrics: [own("oldestEventAge", "Maximum"), own("oldestWait", "Maximum")],
        },
        {
            title: `${title}: the function`,
            metrics: [
                lambda("Invocations"),
                lambda("Errors"),
                lambda("Throttles"),
                lambda("Duration", "Maximum"),
            ],
        },
        {
            title: `${title}: dead letters`,
            metrics: [deadLetters("ApproximateNumberOfMessagesVisible", "Maximum")],
        },
    ];
}

/** A metric as a widget's list has it: namespace, name, dimensions, options. */
function rowOf({ namespace, metricName, dimensions, stat }: KnownMetric): unknown[] {
    const pairs = Object.keys(dimensions)
        .sort()
        .flatMap((key) => [key, dimensions[key]]);
    return [namespace, metricName, ...pairs, { stat }];
}

function widgetOf({ title, metrics }: Graph, index: number, region: string): object {
    const perRow = 24 / width;
    return {
        height,
        properties: { metrics: metrics.map(rowOf), period: 300, region, title, view: "timeSeries" },
        type: "metric",
        width,
        x: (index % perRow) * width,
        y: Math.floor(index / perRow) * height,
    };
}

/** The body of the dashboard as CloudWatch takes it: the same names make the same text, its keys sorted. */
export function dashboardBody({ busName, ruleName, region, units }: DashboardNames): string {
    const rule = metricsOfRule(busName, ruleName);
    const graphs: Graph[] = [
        { title: "From OneLogin: matched events", metrics: [rule("MatchedEvents")] },
        { title: "The rule: to its targets", metrics: [rule("Invocations"), rule("FailedInvocations")] },
        {
            title: "The rule: dead-lettered and lost",
            metrics: [rule("InvocationsSentToDlq"), rule("InvocationsFailedToBeSentToDlq")],
        },
        ...units.flatMap(graphsOf),
    ];
    return JSON.stringify({ widgets: graphs.map((graph, index) => widgetOf(graph, index, region)) });
}
