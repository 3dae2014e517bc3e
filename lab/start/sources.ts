import { inPuts } from "../../local/chunks";
import type { Deployment } from "../../local/deploy/deployment";
import { readEvents, timeOf } from "../../local/events/input";
import type { EventBridgeEvent, Problem } from "../../local/events/input";
import type { Options } from "./options";
import { generateEvents } from "../samples/generate";
import { readSamples } from "../samples/samples";

/** The events of a run, as JSON texts in chunks that fit a few calls, and what was wrong with the lines they came from. */
export interface Source {
    /** In words, for the report. */
    name: string;
    /** Every event is known to be OneLogin's; a user's own need not be. */
    mustMatch: boolean;
    /** How many there will be, if that is known. */
    total?: number;
    chunks: AsyncIterable<string[]>;
    /** Lines that are not events; complete once all chunks are read. */
    problems: Problem[];
    /** From when to when a file's events are, in ISO 8601; complete once all chunks are read. */
    span?: Span;
}

export interface Span {
    first: string;
    last: string;
}

async function* fromFile(file: string, deployment: Deployment, source: Source): AsyncGenerator<string> {
    for await (const read of readEvents(file, deployment)) {
        if ("problem" in read) {
            source.problems.push(read);
            continue;
        }
        const time = whenOf(read.event);
        if (time !== undefined) source.span = spanWith(time, source.span);
        yield JSON.stringify(read.event);
    }
}

/** Times in one form of ISO 8601 are ordered as texts are. */
function spanWith(time: string, { first, last }: Span = { first: time, last: time }): Span {
    return { first: time < first ? time : first, last: time > last ? time : last };
}

function whenOf({ detail, time }: EventBridgeEvent): string | undefined {
    return timeOf(detail.event_timestamp) ?? timeOf(detail.created_at) ?? timeOf(time);
}

export function sourceOf({ file, count }: Options, deployment: Deployment): Source {
    const { eventSourceName: source, account, region } = deployment;
    const place = { source, account, region };
    if (file !== undefined) {
        const read: Source = { name: file, mustMatch: false, problems: [], chunks: inPuts([]) };
        read.chunks = inPuts(fromFile(file, deployment, read));
        return read;
    }
    const ours = { mustMatch: true, problems: [] };
    if (count !== undefined)
        return { ...ours, name: "generated", total: count, chunks: inPuts(generateEvents(count, { place })) };
    const samples = readSamples({ place });
    return { ...ours, name: "samples/events.jsonl", total: samples.length, chunks: inPuts(samples) };
}
