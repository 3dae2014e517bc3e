/**
 * What CloudTrail Lake and SQS take, written once: validation, the function, the local endpoints and the
 * documents all use these values. Sizes are bytes of UTF-8; a kilobyte is 1000 bytes unless a service says otherwise.
 *
 * Sources: the PutAuditEvents API reference and service model (cloudtrail-data 2021-08-11), "CloudTrail Lake
 * integrations event schema" in the CloudTrail user guide, and the SQS quotas page.
 */
const limits = {
    /** One PutAuditEvents call: 1-100 events, 1 MB. How AWS counts the megabyte is not documented: hence the budget. */
    call: { events: 100, bytes: 1_000_000, budgetBytes: 900_000 },
    /** The audit event's `id`: 1-128 of `-`, `_`, letters and digits. */
    idLength: 128,
    /** Fields of `eventData`, in bytes. Objects are counted as JSON text. */
    field: {
        version: 256,
        userIdentityType: 128,
        principalId: 1024,
        userAgent: 1024,
        /** AWS documents no limit; an address is never that long. */
        sourceIPAddress: 1024,
        eventSource: 1024,
        eventName: 1024,
        uid: 1024,
        errorCode: 256,
        errorMessage: 256,
        requestParameters: 100_000,
        responseElements: 100_000,
        additionalEventData: 28_000,
        /** AWS documents no limit for a value of `userIdentity.details`; each is held to that of `principalId`. */
        identityDetail: 1024,
    },
    /** An SQS message: body and attributes together, 1 MiB. */
    messageBytes: 1_048_576,
};

/** A channel's policy (PutResourcePolicy, CloudTrail API reference): principals are of one statement, characters of the document. */
const channelPolicyLimits = { statements: 20, principals: 50, characters: 8192 };

type Limits = typeof limits;

export { channelPolicyLimits, limits };
export type { Limits };
