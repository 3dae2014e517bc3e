/** An event data store, as GetEventDataStore describes it. */
export interface EventDataStore {
    readonly arn: string;
    readonly name: string;
    readonly status?: string;
    readonly billingMode?: "EXTENDABLE_RETENTION_PRICING" | "FIXED_RETENTION_PRICING";
    /** Days. */
    readonly retentionPeriod?: number;
    readonly terminationProtectionEnabled?: boolean;
    readonly multiRegionEnabled?: boolean;
    readonly organizationEnabled?: boolean;
    readonly kmsKeyId?: string;
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
