import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "./inputs/settings";
import { metricsOf, metricsOfRule } from "./metrics";
import type { Metric } from "./metrics";
import type { Source } from "./source";
import { unitNames } from "./unit";
import type { Unit } from "./unit";

/** What one alarm watches, and what it says. */
export interface Alarm {
    /** Of its name, behind `alarm-`; frozen once released. */
    suffix: string;
    /** One metric; or several by their ids, and what is calculated of them. */
    metric: Metric | { expression: string; metrics: Record<string, Metric> };
    /** A value on this side of the threshold is wrong. */
    wrong: "above" | "below";
    threshold: pulumi.Input<number>;
    /** Of one value. Alarms look at the latest `periods` of them. */
    periodSeconds: number;
    periods: pulumi.Input<number>;
    /** How many of those have to be wrong; all of them unless given. */
    wrongPeriods?: number;
    missing: "breaching" | "notBreaching" | "ignore";
    warmUpMinutes?: number;
    /** What somebody reads at night: what is wrong and why it matters. */
    text: string;
    /** What to run first. */
    command: pulumi.Input<string>;
}

const minutes = 60;
const hours = 60 * minutes;
/** A new alarm can wait so long before it judges (CloudWatch user guide, "Alarm warm-up periods"). */
const longestWarmUpMinutes = 2880;

type AlarmSettings = NonNullable<Settings["alarms"]>;

/** What most of them look for: anything at all, once. No value means that nothing happened. */
const anything = { wrong: "above", threshold: 0, periods: 1, missing: "notBreaching" } as const;

/** A destination's alarms. */
export function alarmsOfUnit(unit: Unit, { silenceHours, waitMinutes }: AlarmSettings): Alarm[] {
    const { title } = unit;
    const { lambda, own, deadLetters, queue } = metricsOf(unitNames(unit));
    const log = pulumi.interpolate`aws logs tail ${unit.forwarder.logGroup.name} --since 1h`;
    const deadLetterUrl = unit.deadLetters.queue.url;
    const silent: Alarm = {
        suffix: "silent",
        metric: queue ? queue("NumberOfMessagesSent") : lambda("Invocations"),
        wrong: "below",
        threshold: 1,
        periodSeconds: hours,
        periods: silenceHours,
        missing: "breaching",
        warmUpMinutes: Math.min(silenceHours * 60, longestWarmUpMinutes),
        text: `No event has come from OneLogin to ${title} for ${silenceHours} hours. Nobody sends again what OneLogin's webhook does not send.`,
        command: "aws events list-event-sources --name-prefix aws.partner/onelogin.com/",
    };
    const ofEveryUnit: Alarm[] = [
        {
            suffix: "dead-letters",
            metric: deadLetters("ApproximateNumberOfMessagesVisible", "Maximum"),
            ...anything,
            periodSeconds: 5 * minutes,
            // An idle queue reports nothing after six hours, and is as full as before.
            missing: "ignore",
            text: `Events were dead-lettered on their way to ${title}. Nothing delivers them unless you do, and SQS deletes them 14 days after they came.`,
            command: pulumi.interpolate`aws sqs receive-message --queue-url ${deadLetterUrl} --max-number-of-messages 10 --attribute-names All --message-attribute-names All`,
        },
        {
            suffix: "errors",
            metric: lambda("Errors"),
            ...anything,
            periodSeconds: 5 * minutes,
            // SQS waits for minutes between tries: three wrong periods need not be neighbours.
            periods: 12,
            wrongPeriods: 3,
            text: `The function that delivers to ${title} fails again and again as a whole: it cannot start, or runs out of time or memory. Its events wait, and are dead-lettered in the end.`,
            command: log,
        },
    ];
    const ofQueue: Alarm[] = queue
        ? [
              {
                  suffix: "stuck",
                  metric: {
                      expression: "IF(FILL(deleted,0)==0 AND (FILL(visible,0)>0 OR FILL(received,0)>0),1,0)",
                      metrics: {
                          deleted: queue("NumberOfMessagesDeleted"),
                          visible: queue("ApproximateNumberOfMessagesVisible", "Maximum"),
                          received: queue("NumberOfMessagesReceived"),
                      },
                  },
                  ...anything,
                  periodSeconds: 15 * minutes,
                  periods: 2,
                  text: `Events are in the queue to ${title}, and none has left it for half an hour: the function is not invoked, or delivers nothing. They are dead-lettered after delivery.maxReceiveCount tries.`,
                  command: log,
              },
              {
                  suffix: "waiting",
                  metric: own("oldestWait", "Maximum"),
                  ...anything,
                  threshold: pulumi.output(waitMinutes).apply((most) => most * minutes),
                  periodSeconds: 5 * minutes,
                  // As long as events are tried again, one of these has a value: the alarm is not over between two tries.
                  periods: pulumi.output(waitMinutes).apply((most) => Math.ceil(most / 5)),
                  wrongPeriods: 1,
                  text: `Events wait too long on their way to ${title}: they are refused and tried again, or more come than are delivered. Detections see them late.`,
                  command: log,
              },
          ]
        : [
              {
                  suffix: "dead-letter-errors",
                  metric: lambda("DeadLetterErrors"),
                  ...anything,
                  periodSeconds: 5 * minutes,
                  text: `Lambda gave up on events for ${title} and could not dead-letter them: they are lost here, and only in the raw event log.`,
                  command: pulumi.interpolate`aws sqs get-queue-attributes --queue-url ${deadLetterUrl} --attribute-names All`,
              },
              {
                  suffix: "dropped",
                  metric: lambda("AsyncEventsDropped"),
                  ...anything,
                  periodSeconds: 5 * minutes,
                  text: `Lambda gave up on events for ${title}, after three tries or six hours, or because it has no concurrency. They should be dead letters.`,
                  command: log,
              },
          ];
    return [...(silenceHours > 0 ? [silent] : []), ...ofEveryUnit, ...ofQueue];
}

/** The rule's alarms: its targets share their metrics. */
export function alarmsOfRule({ busName, rule }: Source, hasEventLog: boolean): Alarm[] {
    const dimensions = pulumi
        .all([busName, rule.name])
        .apply((names) => metricsOfRule(...names)("").dimensions);
    const metric = (metricName: string): Metric => ({
        namespace: "AWS/Events",
        metricName,
        dimensions,
        stat: "Sum",
    });
    const failedToDlq = metric("InvocationsFailedToBeSentToDlq");
    const command = pulumi.interpolate`aws events list-targets-by-rule --event-bus-name ${busName} --rule ${rule.name}`;
    const lost: Alarm = {
        suffix: "lost",
        metric: failedToDlq,
        ...anything,
        periodSeconds: 5 * minutes,
        text: "EventBridge gave up on events and could not dead-letter them: it may not send to a queue, or not use its key. On that way they are lost; the raw event log may have them.",
        command,
    };
    const unlogged: Alarm = {
        suffix: "unlogged",
        metric: {
            // What fails without dead letters is the copy for the log. The counts of one failure may lie on both sides of
            // an hour's end: a tenth more, in two hours, is no accident.
            expression: "IF(FILL(failed,0)*10>(FILL(sentToDlq,0)+FILL(failedToDlq,0))*11,1,0)",
            metrics: {
                failed: metric("FailedInvocations"),
                sentToDlq: metric("InvocationsSentToDlq"),
                failedToDlq,
            },
        },
        ...anything,
        periodSeconds: hours,
        periods: 6,
        wrongPeriods: 2,
        text: "EventBridge cannot write the raw event log: its policy or its key does not let events.amazonaws.com in. Events are delivered, but the exact copy of each is missing.",
        command,
    };
    return hasEventLog ? [lost, unlogged] : [lost];
}
