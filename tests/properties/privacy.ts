/** What may stand in a log: ids, reasons, figures; never a value of an event. */
import type { Run } from "../support/forwarder";
import type { Fields } from "./model";

/** All that stands in a line, whatever is in the events: keys, figures' units, and the handler's own reasons. */
const words = [
    ..."_aws Timestamp CloudWatchMetrics Namespace OneLoginCloudTrailLake Dimensions Metrics Name Unit".split(
        " ",
    ),
    ..."Count Seconds FunctionName forwarder timestamp level INFO WARN message requestId request-1".split(
        " ",
    ),
    ..."received accepted duplicates retried rejected truncated unknownEventType".split(" "),
    ..."oldestEventAge oldestWait undelivered id kind retry reason errorCode unknown".split(" "),
    ..."NestedTooDeeply NotAnEvent NotInAnswer ContradictoryAnswer MalformedAnswer DeadlineNear NotSent".split(
        " ",
    ),
    "batch settled",
    "not an EventBridge event",
    "rejected by CloudTrail Lake",
    "refused in a call of its own",
    "the forwarder failed on this event",
];

/** Before the hash of an id that was made fit stands text of the event, which the log leaves out. */
const logged = (id: string): string => /-([0-9a-f]{64})$/.exec(id)?.[1] ?? id;

/** Every key and every text in a value. */
function textsIn(value: unknown): string[] {
    if (typeof value === "string") return [value];
    if (typeof value === "number") return [];
    return Object.entries(value as Fields).flatMap(([key, inside]) => [
        ...(Array.isArray(value) ? [] : [key]),
        ...textsIn(inside),
    ]);
}

/** The error that Lambda logs by itself. */
const thrown = "The event was not delivered: it is left to Lambda's retries.";

/**
 * What a run logged and should not have: every text of a line is compared with what may stand there.
 *
 * @param ids Those of the events and of the messages.
 * @param named Names and codes that the services used.
 */
function logFaults({ error, lines }: Run, ids: string[], named: Set<string>): string[] {
    const faults = error && error.message !== thrown ? [`the error says ${error.message}`] : [];
    if (lines.length !== 1) faults.push(`${lines.length} lines were logged`);
    const allowed = new Set([...words, ...named, ...ids.map(logged)]);
    for (const line of lines) {
        const read = JSON.parse(line) as Fields;
        if (JSON.stringify(read) + "\n" !== line) faults.push("the log holds what reading it does not show");
        if (new Date((read._aws as { Timestamp: number }).Timestamp).toISOString() !== read.timestamp)
            faults.push("the log's times differ");
        const texts = textsIn({ ...read, timestamp: "" }).map((text) =>
            text.replace(/^(CallRefused|DeadLetterQueue):/, ""),
        );
        const figures = (read.undelivered as Fields[])
            .flatMap((one) => Object.values(one))
            .filter((one) => typeof one !== "string");
        if (figures.length > 0) faults.push(`the log holds ${figures.join()} of an event`);
        faults.push(
            ...texts
                .filter((text) => text !== "" && !allowed.has(text))
                .map((text) => `the log holds ${text}`),
        );
    }
    return faults;
}

export { logFaults };
