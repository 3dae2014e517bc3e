import type * as pulumi from "@pulumi/pulumi";
import { metricsNamespace } from "./handlerParts";

/** Names and values by which CloudWatch tells metrics of one name apart. */
export type Dimensions = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** A metric of CloudWatch, and what of its values is looked at. */
export interface Metric<D extends Dimensions = Dimensions> {
    namespace: string;
    metricName: string;
    dimensions: D;
    stat: "Sum" | "Maximum";
}

function metricsWith<D extends Dimensions>(namespace: string, dimensions: D) {
    return (metricName: string, stat: Metric["stat"] = "Sum"): Metric<D> => ({
        namespace,
        metricName,
        dimensions,
        stat,
    });
}

/** The names that the metrics of a destination are found by. */
export interface UnitNames<Name> {
    functionName: Name;
    deadLetterQueueName: Name;
    /** Buffered delivery only. */
    queueName?: Name;
}

/** A destination's metrics: Lambda's of its function, the function's own, and those of its queues. */
export function metricsOf<Name extends pulumi.Input<string>>(names: UnitNames<Name>) {
    const { functionName: FunctionName, deadLetterQueueName, queueName } = names;
    return {
        lambda: metricsWith("AWS/Lambda", { FunctionName }),
        own: metricsWith(metricsNamespace, { FunctionName }),
        deadLetters: metricsWith("AWS/SQS", { QueueName: deadLetterQueueName }),
        queue: queueName === undefined ? undefined : metricsWith("AWS/SQS", { QueueName: queueName }),
    };
}

/** A rule's metrics, of all its targets together. Those of the account's own bus name the rule alone (EventBridge user guide, "Monitoring"). */
export function metricsOfRule(busName: string, ruleName: string) {
    const dimensions: Record<string, string> =
        busName === "default" ? { RuleName: ruleName } : { EventBusName: busName, RuleName: ruleName };
    return metricsWith("AWS/Events", dimensions);
}
