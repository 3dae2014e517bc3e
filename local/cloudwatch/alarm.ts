/** The states of an alarm, as CloudWatch finds them by its registered inputs and its metrics' values. */
import { readExpression, type Values } from "./metricMath";

/** A value that a metric was sent, at a time in milliseconds. */
export interface Sample {
    time: number;
    value: number;
}

export interface MetricId {
    namespace: string;
    metricName: string;
    dimensions: Record<string, string>;
}

/** Every value of a metric, in order of time; an empty list if nothing ever sent one. */
export type ReadMetric = (metric: MetricId) => Sample[];

export type Statistic = "Sum" | "Maximum";

interface Query {
    id: string;
    expression?: string;
    returnData?: boolean;
    metric?: MetricId & { stat: Statistic; period: number };
}

/** What a MetricAlarm is registered with, as far as it decides about states. */
export interface AlarmInputs extends Partial<MetricId> {
    statistic?: Statistic;
    period?: number;
    metricQueries?: Query[];
    comparisonOperator: "GreaterThanThreshold" | "LessThanThreshold";
    threshold: number;
    evaluationPeriods: number;
    datapointsToAlarm?: number;
    treatMissingData: "breaching" | "notBreaching" | "ignore";
    warmUpConfiguration?: { warmUpPeriodDurationInMinutes: number };
}

export type State = "OK" | "ALARM" | "INSUFFICIENT_DATA";

export interface Change {
    time: number;
    state: State;
}

/** CloudWatch looks for real values a little further back. How far is not documented: its examples take 5 periods for 3. */
const furtherBack = 2;

export function statisticOf(samples: readonly Sample[], statistic: Statistic): number | undefined {
    if (samples.length === 0) return undefined;
    const values = samples.map(({ value }) => value);
    return statistic === "Sum" ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
}

/** Of each period that counts, the latest first. */
type Datapoints = (now: number, count: number) => (number | undefined)[];

/** How many of the samples, which are in order, are not later. */
function upTo(samples: Sample[], time: number): number {
    let [from, to] = [0, samples.length];
    while (from < to) {
        const middle = (from + to) >> 1;
        if (samples[middle].time <= time) from = middle + 1;
        else to = middle;
    }
    return from;
}

function seriesOf(samples: Sample[], statistic: Statistic, period: number): Datapoints {
    return (now, count) =>
        Array.from({ length: count }, (_, index) => {
            const end = now - index * period * 1000;
            const inPeriod = samples.slice(upTo(samples, end - period * 1000), upTo(samples, end));
            return statisticOf(inPeriod, statistic);
        });
}

function periodOf({ period, metricQueries = [] }: AlarmInputs): number {
    const found = period ?? metricQueries.flatMap(({ metric }) => metric?.period ?? [])[0];
    if (found === undefined) throw new Error("The alarm has no period.");
    return found;
}

function datapointsOf(alarm: AlarmInputs, read: ReadMetric): Datapoints {
    const { namespace, metricName, dimensions = {}, statistic, metricQueries } = alarm;
    const period = periodOf(alarm);
    if (namespace !== undefined && metricName !== undefined && statistic !== undefined)
        return seriesOf(read({ namespace, metricName, dimensions }), statistic, period);
    const expression = metricQueries?.find(({ returnData }) => returnData)?.expression;
    if (expression === undefined) throw new Error("The alarm has neither a metric nor an expression.");
    const value = readExpression(expression);
    const series = metricQueries!.flatMap(({ id, metric }): [string, Datapoints][] =>
        metric === undefined ? [] : [[id, seriesOf(read(metric), metric.stat, metric.period)]],
    );
    return (now, count) => {
        const columns = series.map(([id, datapoints]) => [id, datapoints(now, count)] as const);
        return Array.from({ length: count }, (_, index) =>
            value(Object.fromEntries(columns.map(([id, column]) => [id, column[index]])) as Values),
        );
    };
}

/**
 * What follows from the values of the evaluation range, the latest first (CloudWatch user guide, "Configuring how CloudWatch
 * alarms treat missing data"): real values are taken first, and only what is lacking is filled in.
 */
export function stateOf(
    values: (number | undefined)[],
    alarm: Omit<AlarmInputs, keyof MetricId>,
    before: State,
): State {
    const { evaluationPeriods, datapointsToAlarm = evaluationPeriods, threshold, treatMissingData } = alarm;
    const isBreaching = (value: number) =>
        alarm.comparisonOperator === "GreaterThanThreshold" ? value > threshold : value < threshold;
    const real = values.filter((value) => value !== undefined).slice(0, evaluationPeriods);
    const breaching = real.filter(isBreaching).length;
    const filled = treatMissingData === "breaching" ? evaluationPeriods - real.length : 0;
    if (breaching + filled >= datapointsToAlarm) return "ALARM";
    const isUndecided = treatMissingData === "ignore" && real.length < evaluationPeriods;
    return isUndecided && breaching === real.length ? before : "OK";
}

/**
 * Every change of an alarm's state from when it is made until an end, both in milliseconds. CloudWatch looks each minute, and
 * each hour if periods are that long.
 */
export function changesOf(alarm: AlarmInputs, read: ReadMetric, made: number, end: number): Change[] {
    const datapoints = datapointsOf(alarm, read);
    const { evaluationPeriods, warmUpConfiguration } = alarm;
    const step = periodOf(alarm) < 3600 ? 60_000 : 3_600_000;
    const warm = made + (warmUpConfiguration?.warmUpPeriodDurationInMinutes ?? 0) * 60_000;
    const changes: Change[] = [{ time: made, state: "INSUFFICIENT_DATA" }];
    for (let now = made + step; now <= end; now += step) {
        const values = datapoints(now, evaluationPeriods + furtherBack);
        // The warm-up ends early when there is enough to judge by.
        const isWarm =
            now >= warm || values.slice(0, evaluationPeriods).every((value) => value !== undefined);
        const { state: before } = changes[changes.length - 1];
        const state = isWarm ? stateOf(values, alarm, before) : before;
        if (state !== before) changes.push({ time: now, state });
    }
    return changes;
}
