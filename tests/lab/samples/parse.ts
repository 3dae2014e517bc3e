/** An event as the samples hold it; every field of `detail` may be anything. */
interface SampleEvent {
    version: string;
    id: string;
    source: string;
    account: string;
    time: string;
    region: string;
    detail: Record<string, unknown>;
}

function parse(line: string): SampleEvent {
    return JSON.parse(line) as SampleEvent;
}

/** The id under which an event is to be known: OneLogin's, or else the envelope's. */
function knownBy({ id, detail }: SampleEvent): string {
    return typeof detail.uuid === "string" && detail.uuid !== "" ? detail.uuid : id;
}

export { knownBy, parse };
export type { SampleEvent };
