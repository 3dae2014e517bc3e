import {
    type CloudWatchLogsClient,
    GetQueryResultsCommand,
    paginateFilterLogEvents,
    type ResultField,
    StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { Failure } from "../errors";
import { poll } from "../polling";

/** An event of the raw log, as far as CloudWatch Logs Insights says what it is. */
export interface Sighting {
    /** Of the log, in milliseconds. */
    time: number;
    /** `detail.uuid`; undefined if there is none, or Insights may write it otherwise than it is. */
    uuid?: string;
    /** `detail.event_type_id`, "" if there is none; undefined if Insights may write it otherwise than it is. */
    type?: string;
}

export interface Message {
    time: number;
    text: string;
}

/** The raw event log. Times are in milliseconds. */
export interface EventLog {
    /** What there is from a time, which is a whole second, to another, which is not included; in order. */
    sightings(from: number, to: number): Promise<Sighting[]>;
    /** Every whole message of these times. */
    messages(times: ReadonlySet<number>): AsyncIterable<Message>;
    /** Bytes that Logs Insights has scanned, which it is paid for. FilterLogEvents costs nothing. */
    scanned(): number;
}

/** Logs Insights answers with so many rows at most, and says nothing if there are more. */
const mostRows = 10_000;
const second = 1000;
/** The longest window of a query, which is halved until its rows are all there. */
const longest = 86_400_000;
/** Messages that lie nearer to each other than this are read at once. */
const near = 10 * second;

const query = (most: number) =>
    `fields @timestamp, detail.uuid, detail.event_type_id | sort @timestamp asc | limit ${most}`;

export function createEventLog(
    client: CloudWatchLogsClient,
    logGroupName: string,
    most = mostRows,
): EventLog {
    let bytes = 0;
    // What fitted last fits again, most likely: each halving pays for the bytes of the window once more.
    let length = longest;

    async function rows(from: number, to: number): Promise<ResultField[][]> {
        const { queryId } = await client.send(
            new StartQueryCommand({
                logGroupName,
                // In seconds, both included.
                startTime: from / second,
                endTime: to / second,
                queryString: query(most),
            }),
        );
        let page = await poll(async () => {
            const answer = await client.send(new GetQueryResultsCommand({ queryId }));
            if (answer.status === "Scheduled" || answer.status === "Running") return undefined;
            bytes += answer.statistics?.bytesScanned ?? 0;
            if (answer.status === "Complete") return answer;
            throw new Failure(
                `CloudWatch Logs Insights ended query ${queryId} ${answer.status}.`,
                "Run the command again, with a shorter time between --since and --until.",
            );
        });
        const found = [...(page.results ?? [])];
        while (page.nextToken) {
            page = await client.send(new GetQueryResultsCommand({ queryId, nextToken: page.nextToken }));
            found.push(...(page.results ?? []));
        }
        return found;
    }

    /** Up to and with `to`, whether AWS counts the end's own time, as is documented, or not, as was seen (aws/aws-cli#4262). */
    async function* between(from: number, to: number): AsyncIterable<Message> {
        const within = { logGroupName, startTime: from, endTime: to + 1 };
        for await (const { events = [] } of paginateFilterLogEvents({ client }, within))
            for (const { timestamp = from, message = "" } of events)
                if (timestamp <= to) yield { time: timestamp, text: message };
    }

    return {
        async sightings(from, to) {
            const found: Sighting[] = [];
            for (let start = from; start < to;) {
                const end = Math.min(start + length, to);
                const window = await rows(start, end);
                if (window.length >= most && end - start > second) {
                    length = Math.ceil((end - start) / 2 / second) * second;
                    continue;
                }
                const seen = window.map(sightingOf).filter(({ time }) => time < end);
                // More than Insights can list in a second: each message is read.
                if (window.length >= most)
                    for await (const { time } of between(start, end - 1)) found.push({ time });
                else found.push(...seen);
                if (window.length < most / 4) length = Math.min(length * 2, longest);
                start = end;
            }
            return found;
        },
        async *messages(times) {
            for (const [first, last] of clusters([...times].sort((one, other) => one - other)))
                for await (const message of between(first, last)) if (times.has(message.time)) yield message;
        },
        scanned: () => bytes,
    };
}

/** The first and last of times, in order, that lie near to each other. */
function clusters(times: readonly number[]): [number, number][] {
    const found: [number, number][] = [];
    for (const time of times) {
        const last = found.at(-1);
        if (last !== undefined && time - last[1] <= near) last[1] = time;
        else found.push([time, time]);
    }
    return found;
}

/**
 * How Insights writes a value that it found in JSON is documented for texts without escapes only: no number is this long
 * with letters in it, and a text of these characters has nothing to escape.
 */
const plainId = /^(?=.*[a-df-z])[-_a-z0-9]{16,128}$/i;
const plainType = /^(?:0|[1-9]\d{0,14})?$/;

function sightingOf(row: ResultField[]): Sighting {
    const values = new Map(row.map(({ field, value }) => [field, value ?? ""]));
    const time = Date.parse(`${(values.get("@timestamp") ?? "").replace(" ", "T")}Z`);
    const [uuid = "", type = ""] = [values.get("detail.uuid"), values.get("detail.event_type_id")];
    return {
        time,
        ...(plainId.test(uuid) && { uuid }),
        ...(plainType.test(type) && { type }),
    };
}
