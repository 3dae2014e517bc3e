/** An event data store, as GetEventDataStore describes it. */
export interface EventDataStore {
    readonly arn: string;
    readonly name: string;
    /** ENABLED, unless something happened to it. */
    readonly status?: string;
    /** What else it was registered with. */
    readonly settings?: Readonly<Record<string, unknown>>;
}

/** `arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/EXAMPLE-f852` → `EXAMPLE-f852`: what FROM takes. */
export function storeId(arn: string): string {
    const id = /^arn:[^:]+:cloudtrail:[^:]*:[^:]*:eventdatastore\/([\w.-]+)$/.exec(arn)?.[1];
    if (id === undefined) {
        throw new TypeError(
            `'${arn}' is not the ARN of an event data store (arn:aws:cloudtrail:<region>:<account>:eventdatastore/<id>).`,
        );
    }
    return id;
}
