/** The values of a sample event that change from one playing to the next. */
export type Key =
    "id" | "source" | "account" | "time" | "region" | "uuid" | "_id" | "event_timestamp" | "ipaddr";

/** Where events come from. What is left out stays as the samples have it. */
export interface Place {
    /** The partner event source, which is also the name of its bus. */
    source?: string;
    /** The AWS account, 12 digits. */
    account?: string;
    /** The AWS Region. */
    region?: string;
}

// Inside a JSON string every quote follows a backslash, so neither pattern can match within a value.
const inEnvelope = /("(id|source|account|time|region)":\s*)"([^"\\]*)"/g;
const inDetail = /("(uuid|_id|event_timestamp|ipaddr)":\s*)"([^"\\]*)"/g;

/**
 * The event's text with what `valueOf` says for these keys. Everything else is kept byte for byte, which parsing and writing
 * anew would not do (`3.50`, `\u0007`, lone surrogates).
 * @param line one event; `detail` is the envelope's last member, as EventBridge writes it
 */
export function rewrite(line: string, valueOf: (key: Key, value: string) => string): string {
    const detailAt = line.indexOf('"detail":');
    if (detailAt === -1) throw new Error(`An event without "detail": ${line.slice(0, 200)}`);
    const change = (_: string, before: string, key: Key, value: string) =>
        before + JSON.stringify(valueOf(key, value));
    return (
        line.slice(0, detailAt).replace(inEnvelope, change) + line.slice(detailAt).replace(inDetail, change)
    );
}

export function placed(key: Key, value: string, { source, account, region }: Place): string {
    const place: Partial<Record<Key, string>> = { source, account, region };
    return place[key] ?? value;
}
