/** What may stand in a log: ids, reasons, figures; never a value of an event. */
import type { Run } from "../support/forwarder";
import type { Fields } from "./model";

/** The handler's own words. Beside them stand the names of the services' errors. */
const reasons = [
    "not an EventBridge event",
    "rejected by CloudTrail Lake",
    "refused in a call of its own",
    "the forwarder failed on this event",
    "NestedTooDeeply",
    "NotAnEvent",
    "NotInAnswer",
    "ContradictoryAnswer",
    "MalformedAnswer",
    "DeadlineNear",
    "NotSent",
    "unknown",
];
const figures = [
    "received",
    "accepted",
    "duplicates",
    "retried",
    "rejected",
    "truncated",
    "unknownEventType",
];
const seconds = ["oldestEventAge", "oldestWait"];
const metrics = [...figures, ...seconds];
const constants: Record<string, unknown> = {
    FunctionName: "forwarder",
    message: "batch settled",
    requestId: "request-1",
};

/** Before the hash stands text of the event, which the log leaves out. */
function isMadeFit(id: string): boolean {
    return /-[0-9a-f]{64}$/.test(id);
}

/** Whatever of the line is none of these words, figures and ids. */
function formFaults(line: Fields, ids: Set<string>, words: Set<string>): string[] {
    const { _aws, level, timestamp, undelivered, ...rest } = line;
    const faults: string[] = [];
    for (const [key, value] of Object.entries(rest)) {
        const known = metrics.includes(key) ? Number.isSafeInteger(value) : constants[key] === value;
        if (!known) faults.push(`the log holds ${key}`);
    }
    const declared = { Name: "", Unit: "" };
    const { Timestamp, CloudWatchMetrics, ...others } = _aws as Fields;
    const expected = [
        {
            Namespace: "OneLoginCloudTrailLake",
            Dimensions: [["FunctionName"]],
            Metrics: metrics.map((Name) => ({
                ...declared,
                Name,
                Unit: seconds.includes(Name) ? "Seconds" : "Count",
            })),
        },
    ];
    if (JSON.stringify(CloudWatchMetrics) !== JSON.stringify(expected) || Object.keys(others).length > 0)
        faults.push("the log's metrics are others");
    if (new Date(Timestamp as number).toISOString() !== timestamp) faults.push("the log's times differ");
    if (!["INFO", "WARN"].includes(level as string)) faults.push(`the log's level is ${String(level)}`);
    const allowed = (word: unknown) => {
        const text = String(word).replace(/^(CallRefused|DeadLetterQueue):/, "");
        return reasons.includes(text) || words.has(text);
    };
    for (const { id, kind, reason, errorCode = "unknown", ...more } of undelivered as Fields[]) {
        if (![...ids].some((known) => id === (isMadeFit(known) ? known.slice(-64) : known)))
            faults.push("the log holds an id that is of no event");
        if (!["retry", "rejected"].includes(kind as string)) faults.push("the log holds an unknown kind");
        if (!allowed(reason) || !allowed(errorCode))
            faults.push(`the log holds ${String(reason)}, ${String(errorCode)}`);
        if (Object.keys(more).length > 0) faults.push(`the log holds ${Object.keys(more).join()}`);
    }
    return faults;
}

/** The error that Lambda logs by itself. */
const thrown = "The event was not delivered: it is left to Lambda's retries.";

/**
 * What a run logged and should not have: every part of a line is compared with what may stand there.
 *
 * @param ids Those of the events and of the messages.
 * @param words Names and codes that the services used.
 */
function logFaults({ error, lines }: Run, ids: string[], words: Set<string>): string[] {
    const faults = error && error.message !== thrown ? [`the error says ${error.message}`] : [];
    if (lines.length !== 1) faults.push(`${lines.length} lines were logged`);
    for (const line of lines) {
        const read = JSON.parse(line) as Fields;
        if (JSON.stringify(read) + "\n" !== line) faults.push("the log holds what reading it does not show");
        faults.push(...formFaults(read, new Set(ids), words));
    }
    return faults;
}

export { logFaults };
