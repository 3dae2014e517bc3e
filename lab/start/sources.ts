import { inPuts } from "../../local/chunks";
import type { Deployment } from "../../local/deploy/deployment";
import { readEvents } from "../../local/events/input";
import type { Options } from "./options";
import { generateEvents, readSamples } from "../samples/samples";

/** The events of a run, as JSON texts in chunks that fit a few calls, and what was wrong with the lines they came from. */
export interface Source {
    /** In words, for the report. */
    name: string;
    /** Every event is known to be OneLogin's; a user's own need not be. */
    mustMatch: boolean;
    /** How many there will be, where that is known. */
    total?: number;
    chunks: AsyncIterable<string[]>;
    /** Lines that hold no event; complete once all chunks are read. */
    problems: { line: number; problem: string }[];
}

async function* fromFile(
    file: string,
    deployment: Deployment,
    problems: Source["problems"],
): AsyncGenerator<string> {
    for await (const read of readEvents(file, deployment)) {
        if ("problem" in read) problems.push(read);
        else yield JSON.stringify(read.event);
    }
}

export function sourceOf({ file, count }: Options, deployment: Deployment): Source {
    const problems: Source["problems"] = [];
    const place = {
        source: deployment.eventSourceName,
        account: deployment.account,
        region: deployment.region,
    };
    if (file !== undefined)
        return {
            name: file,
            mustMatch: false,
            chunks: inPuts(fromFile(file, deployment, problems)),
            problems,
        };
    if (count !== undefined) {
        return {
            name: "generated",
            mustMatch: true,
            total: count,
            chunks: inPuts(generateEvents(count, place)),
            problems,
        };
    }
    const samples = readSamples(place);
    return {
        name: "samples/events.jsonl",
        mustMatch: true,
        total: samples.length,
        chunks: inPuts(samples),
        problems,
    };
}
