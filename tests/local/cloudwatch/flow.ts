/** What CloudWatch gets of a queue and its function: a small model, in which time costs nothing. */
import type { ReadMetric, Sample } from "../../../local/cloudwatch/alarm";

export const minute = 60_000;
export const hour = 60 * minute;

/** What becomes of a try: delivered, refused and back to the queue, the function dies, or is not invoked at all. */
export type Fate = "delivered" | "refused" | "died" | "idle";

export interface Flow {
    /** When events come, in milliseconds. */
    sent: number[];
    fate?: (time: number, sent: number, attempt: number) => Fate;
    maxReceiveCount?: number;
    /** When somebody empties the dead-letter queue. */
    redriven?: number;
    end: number;
    /** Metrics of which this model makes none, by name. */
    others?: Record<string, Sample[]>;
}

/** The pauses of a destination, in milliseconds, with the default settings. */
export const units = {
    "CloudTrail Lake": { window: 5_000, visibility: 365_000 },
    S3: { window: 300_000, visibility: 660_000 },
};

/** SQS's metrics of the queue are told from those of the dead letters by the queue's name. */
const ofDeadLetters = (name = "") => name.includes("dead-letters");

/** Each message is a batch. SQS reports an idle queue for six hours. */
export function metricsOfFlow(flow: Flow, { window, visibility }: (typeof units)["S3"]): ReadMetric {
    const { fate = () => "delivered", end, redriven = Infinity, maxReceiveCount = 100 } = flow;
    const samples: Record<string, Sample[]> = { ...flow.others };
    const add = (name: string, time: number, value = 1) => (samples[name] ??= []).push({ time, value });
    const waits: [from: number, to: number][] = [];
    const deadLettered: number[] = [];
    for (const sent of flow.sent) {
        add("NumberOfMessagesSent", sent);
        let visible = sent;
        for (let attempt = 1; visible <= end; attempt++) {
            if (attempt > maxReceiveCount) {
                deadLettered.push(visible);
                break;
            }
            let received = visible;
            while (received <= end && fate(received, sent, attempt) === "idle") received += minute;
            if (received > visible) waits.push([visible, received]);
            if (received > end) break;
            add("NumberOfMessagesReceived", received);
            const invoked = received + window;
            const outcome = fate(received, sent, attempt);
            add("Invocations", invoked);
            add("Errors", invoked, outcome === "died" ? 1 : 0);
            if (outcome !== "died") add("oldestWait", invoked, Math.round((invoked - sent) / 1000));
            if (outcome === "delivered") {
                add("NumberOfMessagesDeleted", invoked);
                break;
            }
            visible = received + visibility;
        }
    }
    const busyUntil = Math.max(0, ...flow.sent, ...waits.map(([, to]) => to)) + 6 * hour;
    const letters: Sample[] = [];
    for (let time = Math.ceil(Math.min(...flow.sent, end) / minute) * minute; time <= end; time += minute) {
        const waiting = waits.filter(([from, to]) => from <= time && time < to).length;
        if (waiting > 0 || time <= busyUntil) {
            add("visible", time, waiting);
            // Of a queue that is in use, SQS reports that nothing was sent, too.
            add("NumberOfMessagesSent", time, 0);
        }
        const last = Math.max(0, ...deadLettered.filter((one) => one <= time));
        const count = time < redriven ? deadLettered.filter((one) => one <= time).length : 0;
        // Then an idle queue falls silent, as full as it is.
        if (time <= Math.max(last, redriven <= time ? redriven : 0) + 6 * hour)
            letters.push({ time, value: count });
    }
    return ({ metricName, dimensions }) => {
        if (metricName !== "ApproximateNumberOfMessagesVisible") return samples[metricName] ?? [];
        return ofDeadLetters(dimensions.QueueName) ? letters : (samples.visible ?? []);
    };
}
