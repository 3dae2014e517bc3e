/** The words of the channel endpoint: what it is made of, what it hands on, and how faults are put in. */
import type { Caller } from "../http/signature";
import type { Refusal } from "../http/messages";
import type { Policy } from "../aws/iam/policy";

/** A CloudTrail channel for events from outside of AWS. */
export interface Channel {
    arn: string;
    name: string;
    /** The account that owns the channel: every event's `recipientAccountId`. */
    accountId: string;
    /** ARNs of the event data stores that receive its events. */
    destinations: string[];
    /** `OneLogin`, another partner's name, or `Custom`. */
    source: string;
    /** The resource policy; without one only the owner's account may call. */
    policy?: Policy;
}

/** One entry of a PutAuditEvents request. */
export interface AuditEvent {
    id: string;
    /** JSON text. */
    eventData: string;
    eventDataChecksum?: string;
}

/** The error codes that the service model names for a single event. */
export type EventErrorCode =
    | "FieldTooLong"
    | "FieldNotFound"
    | "InvalidChecksum"
    | "InvalidData"
    | "InvalidRecipient"
    | "InvalidEventSource"
    | "AccountNotSubscribed"
    | "Throttling"
    | "InternalFailure";

export interface EventFailure<Code extends string = EventErrorCode> {
    errorCode: Code;
    errorMessage: string;
}

/** A well-formed call, as an interceptor sees it. */
export interface Call {
    /** 1 for the first well-formed call that this endpoint received; a client's retries count. */
    number: number;
    caller: Caller;
    channelArn: string;
    externalId?: string;
    auditEvents: AuditEvent[];
}

/** What goes wrong with one call. Members may be combined; what is left out goes its ordinary way. */
export interface Fault {
    /** Wait this long before anything else happens. */
    delayMs?: number;
    /** Refuse the call as a whole, whatever its content. `headers` may hold `Retry-After`. */
    refusal?: Refusal;
    /** Refuse these events, by the id that the caller gave. The others go on. The code may be one nobody knows. */
    failures?: Record<string, EventFailure<string>>;
    /** Break the connection: before anything is accepted; after it is, when only the answer is lost; or halfway through the answer. */
    reset?: "beforeAcceptance" | "afterAcceptance" | "withinAnswer";
    /** Answer 200 with this text instead of the documented shape, after acceptance. */
    answer?: string;
    /** Answer this in place of what is true, after acceptance. */
    rewrite?: (answer: Answer) => unknown;
    /** Wait this long between acceptance and answer. */
    answerDelayMs?: number;
}

/** What PutAuditEvents answers with a 200. */
export interface Answer {
    successful: { id: string; eventID: string }[];
    failed: ({ id: string } & EventFailure<string>)[];
}

/** Asked once for each well-formed call, before the endpoint decides. */
export type Intercept = (call: Call) => Fault | undefined;
