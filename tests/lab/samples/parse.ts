/** An event as the samples hold it; every field of `detail` may be anything. */
export interface SampleEvent {
    version: string;
    id: string;
    source: string;
    account: string;
    time: string;
    region: string;
    detail: Record<string, unknown>;
}

export function parse(line: string): SampleEvent {
    return JSON.parse(line) as SampleEvent;
}
