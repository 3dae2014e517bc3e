import type { Context, Group, Settled } from "./types";

/** The one log line of a batch, with CloudWatch embedded metrics. Of events it holds ids and reasons, never content. */
const createReporter = (namespace: string) => {
    const counted = [
        "received",
        "accepted",
        "duplicates",
        "retried",
        "rejected",
        "truncated",
        "unknownEventType",
    ];
    const metrics = counted.map((name) => ({ Name: name, Unit: "Count" }));
    metrics.push({ Name: "oldestEventAge", Unit: "Seconds" });

    /**
     * Written to stdout as it is: `console.log` would wrap the line in a record of Lambda's own, and embedded
     * metrics are found only at the root of a line.
     */
    function write({ functionName, awsRequestId }: Context, groups: Group[], settled: Settled[]): void {
        const now = Date.now();
        const count = (test: (group: Group) => boolean) => groups.filter(test).length;
        const undelivered = settled.flatMap(({ id, outcome }) =>
            outcome.kind === "accepted" ? [] : [{ id, ...outcome }],
        );
        const rejected = undelivered.filter(({ kind }) => kind === "rejected").length;
        // As text, times sort as they passed.
        const oldest = groups.reduce(
            (least, { event }) => (event.eventTime < least ? event.eventTime : least),
            // After any digit: no year comes later.
            ":",
        );
        const age = Math.round((now - Date.parse(oldest)) / 1000);
        const line = {
            _aws: {
                Timestamp: now,
                CloudWatchMetrics: [
                    { Namespace: namespace, Dimensions: [["FunctionName"]], Metrics: metrics },
                ],
            },
            FunctionName: functionName,
            timestamp: new Date(now).toISOString(),
            level: undelivered.length > 0 ? "WARN" : "INFO",
            message: "batch settled",
            requestId: awsRequestId,
            received: settled.length,
            accepted: settled.length - undelivered.length,
            duplicates: groups.reduce((sum, { deliveries }) => sum + deliveries.length - 1, 0),
            retried: undelivered.length - rejected,
            rejected,
            truncated: count(({ event }) => event.truncated),
            unknownEventType: count(({ event }) => event.unknownEventType),
            oldestEventAge: groups.length === 0 ? 0 : Math.max(0, age),
            // The service's own message may quote the event: it goes to the dead-letter queue only.
            undelivered: undelivered.map((one) => ({ ...one, errorMessage: void 0, alone: void 0 })),
        };
        process.stdout.write(JSON.stringify(line) + "\n");
    }

    return { write };
};

type Reporter = ReturnType<typeof createReporter>;

export { createReporter };
export type { Reporter };
