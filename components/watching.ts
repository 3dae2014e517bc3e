import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { alarmsOfRule, alarmsOfUnit } from "./alarms";
import type { Alarm } from "./alarms";
import { placeOf } from "./arns";
import type { BuildContext } from "./context";
import { dashboardBody } from "./dashboard";
import type { Metric } from "./metrics";
import type { Source } from "./source";
import { unitNames } from "./unit";
import type { Unit } from "./unit";

/** The page that says what to do. */
const page = "docs/operations.md#the-alarm-";

type Watched = Pick<
    cloudwatch.MetricAlarmArgs,
    "metricName" | "namespace" | "dimensions" | "statistic" | "period" | "metricQueries"
>;

function queryOf([id, { stat, ...metric }]: [string, Metric], period: number) {
    return { id, metric: { ...metric, stat, period } };
}

function watched({ metric, periodSeconds: period, suffix }: Alarm): Watched {
    if (!("expression" in metric)) {
        const { stat, ...one } = metric;
        return { ...one, statistic: stat, period };
    }
    const { expression, metrics } = metric;
    const result = { id: "result", expression, label: suffix, returnData: true };
    return { metricQueries: [result, ...Object.entries(metrics).map((one) => queryOf(one, period))] };
}

/** OpsItems, incidents and investigations begin with an alarm, and do not hear of its end (CloudWatch user guide, "Alarm actions"). */
const hearsOfTheEnd = (action: string) => /^arn:[^:]+:(sns|lambda):/.test(action);

function makeAlarm(context: BuildContext, name: string, alarm: Alarm): void {
    const { alarms, tags } = context.settings;
    const { actions = [], okActions = false } = alarms ?? {};
    new cloudwatch.MetricAlarm(
        `${name}-alarm-${alarm.suffix}`,
        {
            ...watched(alarm),
            comparisonOperator: alarm.wrong === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
            threshold: alarm.threshold,
            evaluationPeriods: alarm.periods,
            datapointsToAlarm: alarm.wrongPeriods,
            treatMissingData: alarm.missing,
            warmUpConfiguration:
                alarm.warmUpMinutes === undefined
                    ? undefined
                    : { warmUpPeriodDurationInMinutes: alarm.warmUpMinutes },
            alarmDescription: pulumi.interpolate`${alarm.text}\nRun: ${alarm.command}\nRead: ${page}${alarm.suffix}`,
            alarmActions: actions,
            okActions: pulumi
                .all([okActions, actions])
                .apply(([yes, arns]) => (yes ? arns.filter(hearsOfTheEnd) : [])),
            tags,
        },
        context.options(),
    );
}

/** Calls somebody when events do not come, do not get on, or are lost. Nothing, unless asked for. */
export function makeAlarms(context: BuildContext, source: Source, units: Unit[]): void {
    const { alarms, eventLog } = context.settings;
    if (alarms === undefined) return;
    for (const unit of units)
        for (const alarm of alarmsOfUnit(unit, alarms)) makeAlarm(context, unit.name, alarm);
    for (const alarm of alarmsOfRule(source, eventLog.enabled)) makeAlarm(context, context.name, alarm);
}

/** Shows the flow of events. Nothing, unless asked for. */
export function makeDashboard(context: BuildContext, { busName, rule }: Source, units: Unit[]): void {
    const { name, settings } = context;
    if (settings.dashboard === undefined) return;
    const names = pulumi.output({
        busName,
        ruleName: rule.name,
        region: rule.arn.apply((arn) => placeOf(arn).region),
        units: units.map((unit) => ({ title: unit.title, ...unitNames(unit) })),
    });
    new cloudwatch.Dashboard(
        `${name}-dashboard`,
        {
            // Pulumi makes no name for it up, and one that another stack has would take that stack's dashboard away.
            dashboardName:
                settings.dashboard.name ??
                rule.name.apply(
                    (unique: string | undefined) => unique?.replace(`${name}-rule`, name) ?? name,
                ),
            dashboardBody: names.apply((known) => dashboardBody(known)),
        },
        context.options(),
    );
}
