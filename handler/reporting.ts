import type { Context, Delivery, EventGroup, Rejected, Undelivered } from "./types";

/** As CloudWatch's embedded metric format describes it. */
interface Metric {
    Name: string;
    Unit: "Count" | "Seconds";
}

/** The one log line of a batch, with CloudWatch embedded metrics. Of events it holds ids and reasons, never content. */
const createReporter = (namespace: string) => {
    const counted = "received accepted duplicates retried rejected truncated unknownEventType";
    const metrics: Metric[] = counted.split(" ").map((Name) => ({ Name, Unit: "Count" }));
    metrics.push({ Name: "oldestEventAge", Unit: "Seconds" }, { Name: "oldestWait", Unit: "Seconds" });

    /** Before the hash of an id that was made fit stands what is left of its text, a value of the event. */
    const rewritten = /^.*-(?=[0-9a-f]{64}$)/;
    /** OneLogin began in 2009: an earlier time is a mistake, and would make every other event look young. */
    const earliest = "2009";

    /** No more than this is logged: the service's own message may quote the event, and goes to the dead-letter queue only. */
    function summarize({ id, outcome }: Undelivered): object {
        const { kind, reason, errorCode } = outcome as Rejected;
        return { id: id.replace(rewritten, ""), kind, reason, errorCode };
    }

    /**
     * Written to stdout as it is: `console.log` would wrap the line in a record of Lambda's own, and embedded
     * metrics are found only at the root of a line.
     */
    function print(
        context: Context,
        level: string,
        message: string,
        facts: object,
        Metrics?: Metric[],
    ): void {
        const now = Date.now();
        const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [["FunctionName"]], Metrics }];
        const line = {
            _aws: Metrics && { Timestamp: now, CloudWatchMetrics },
            FunctionName: context.functionName,
            timestamp: new Date(now).toISOString(),
            level,
            message,
            requestId: context.awsRequestId,
            ...facts,
        };
        process.stdout.write(JSON.stringify(line) + "\n");
    }

    function write(
        context: Context,
        deliveries: Delivery[],
        groups: EventGroup[],
        undelivered: Undelivered[],
    ): void {
        const now = Date.now();
        const received = deliveries.length;
        // SQS's own age of the oldest message leaves out what was received three times: it is blind to retries.
        const firstSent = deliveries.reduce((first, { receivedAt }) => Math.min(first, receivedAt), now);
        const rejected = undelivered.filter(({ outcome }) => outcome.kind === "rejected").length;
        // Set by Lambda, for the runtime and for what writes lines of its own.
        const isDebug = process.env.AWS_LAMBDA_LOG_LEVEL === "DEBUG";
        let duplicates = 0;
        let truncated = 0;
        let unknownEventType = 0;
        let oldest = new Date(now).toISOString();
        for (const { event, deliveries: twins, outcome } of groups) {
            duplicates += twins.length - 1;
            if (isDebug && outcome.kind === "accepted") {
                const id = event.id.replace(rewritten, "");
                print(context, "DEBUG", "event accepted", { id, receiveCount: twins[0].receiveCount });
            }
            if (event.truncated) truncated++;
            if (event.unknownEventType) unknownEventType++;
            // As text, times sort as they passed.
            if (event.eventTime < oldest && event.eventTime > earliest) oldest = event.eventTime;
        }
        const level = undelivered.length > 0 ? "WARN" : "INFO";
        const facts = {
            received,
            accepted: received - undelivered.length,
            duplicates,
            retried: undelivered.length - rejected,
            rejected,
            truncated,
            unknownEventType,
            oldestEventAge: Math.round((now - Date.parse(oldest)) / 1000),
            oldestWait: Math.round((now - firstSent) / 1000),
            undelivered: undelivered.map(summarize),
        };
        print(context, level, "batch settled", facts, metrics);
    }

    return { print, write };
};

type Reporter = ReturnType<typeof createReporter>;

export { createReporter };
export type { Reporter };
