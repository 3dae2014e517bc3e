import {
    openLake,
    type AuditRecord,
    type EventDataStore,
    type Lake,
    type LakeOptions,
} from "../../../local/lake";

export const storeArn =
    "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/0b2ee1c5-9a3f-4d5c-8a11-1b2c3d4e5f60";
export const otherArn =
    "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/1c3ff2d6-0b40-4e6d-9b22-2c3d4e5f6071";
export const channelArn =
    "arn:aws:cloudtrail:us-east-1:123456789012:channel/5f2b7c1e-0000-4000-8000-000000000001";
/** What FROM takes. */
export const id = "0b2ee1c5-9a3f-4d5c-8a11-1b2c3d4e5f60";
export const now = new Date("2026-03-10T12:00:00Z");

export const store: EventDataStore = {
    arn: storeArn,
    name: "onelogin",
};

export function lakeOf(options: Partial<LakeOptions> = {}): Promise<Lake> {
    return openLake({ stores: [store, { arn: otherArn, name: "other" }], clock: () => now, ...options });
}

/** An audit event as the PutAuditEvents endpoint hands it on; `eventData` is added to, or replaced where given. */
export function record(
    uid: string,
    eventData: Record<string, unknown> = {},
    rest: Partial<AuditRecord> = {},
): AuditRecord {
    return {
        storeArns: [storeArn],
        channelArn,
        eventID: `aws-${uid}`,
        ingestionTime: new Date("2026-03-10T11:00:01.234Z"),
        region: "us-east-1",
        accountId: "123456789012",
        eventData: {
            version: "0",
            userIdentity: { type: "OneLoginUser", principalId: "42", details: { account: "7" } },
            eventSource: "onelogin.com",
            eventName: "USER_LOGGED_INTO_ONELOGIN",
            eventTime: "2026-03-10T11:00:00Z",
            UID: uid,
            recipientAccountId: "123456789012",
            ...eventData,
        },
        ...rest,
    };
}

/** The refusal of a promise: its name and its message. */
export async function failure(promise: Promise<unknown>): Promise<string> {
    return promise.then(
        () => "nothing failed",
        (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
    );
}
