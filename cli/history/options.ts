import type { DeploymentOptions } from "../deployment";
import { Misuse } from "../errors";
import { dayAfter, dayAt, oneDay } from "../time";

/** The options of `history`, as they are written. */
export interface HistoryOptions extends DeploymentOptions {
    since: string;
    until?: string;
    staging: string;
    bucketOwner?: string;
    yes?: boolean;
}

/** The first and the last day to copy, `YYYY-MM-DD`, UTC. */
export interface Span {
    since: string;
    until: string;
}

export interface Place {
    bucket: string;
    /** Without a slash at either end; "" for none. */
    prefix: string;
}

/** The table's projection begins here. */
const firstDay = "2020-01-01";

/** @throws Misuse for what is not a day, or not over: its events are still on their way to both destinations. */
export function spanOf({ since, until }: Pick<HistoryOptions, "since" | "until">, now: Date): Span {
    const yesterday = dayAt(now.getTime() - oneDay);
    const span = { since: checked("--since", since), until: checked("--until", until ?? yesterday) };
    if (span.until > yesterday)
        throw new Misuse(
            `--until ${span.until} is not over: its events are still on their way to both destinations.`,
            `Give a day up to ${yesterday} (UTC).`,
        );
    if (span.since > span.until)
        throw new Misuse(
            `--since ${span.since} is after --until ${span.until}.`,
            "Give the first day first.",
        );
    return span;
}

function checked(option: string, day: string): string {
    const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && dayAfter(day, 0) === day;
    if (isDay && day >= firstDay) return day;
    throw new Misuse(`${option} ${day} is not a day from ${firstDay} on.`, "Write it as 2026-11-27.");
}

/** @throws Misuse for what is not a place in S3, or the bucket of the events, in which nothing else belongs. */
export function stagingOf(uri: string, eventsBucket: string): Place {
    const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(uri) ?? [];
    if (bucket === undefined)
        throw new Misuse(`--staging ${uri} is not a place in S3.`, "Write it as s3://bucket/prefix.");
    if (bucket === eventsBucket)
        throw new Misuse(
            `--staging ${uri} is the bucket of the events.`,
            "Give another bucket: what is written into this one stays, and Athena would read it.",
        );
    return { bucket, prefix: prefix.replace(/^\/+|\/+$/g, "") };
}
