/** Types that the handler's parts share. Types only: a value imported here would be captured as a module (see CONTRIBUTING.md). */

type JsonObject = Record<string, unknown>;

/** A message as it reached the function: from the queue, or straight from EventBridge. */
interface Delivery {
    /** The SQS message id; in direct mode, the id of the invocation. */
    messageId: string;
    /** JSON text of the EventBridge event. */
    body: string;
    /** When the event reached us, in milliseconds: SQS's first send, so that every redelivery maps alike. */
    receivedAt: number;
    /** How often SQS has delivered it, this time included. */
    receiveCount: number;
    /** What SQS asks for to delete it; undefined if it did not come from a queue. */
    receipt: Receipt | undefined;
    /** Why it cannot be tried at all. */
    rejection?: Rejection;
}

interface Receipt {
    queueName: string;
    handle: string;
}

/** `eventData` of an event in CloudTrail Lake ("CloudTrail Lake integrations event schema" in the CloudTrail user guide). */
interface EventData {
    version: string | undefined;
    userIdentity: { type: string; principalId: string; details?: Record<string, string> };
    userAgent: string | undefined;
    eventSource: string;
    eventName: string | undefined;
    /** `YYYY-MM-DDTHH:mm:ssZ` */
    eventTime: string;
    UID: string;
    /** Their values are text. */
    requestParameters: JsonObject | undefined;
    responseElements: JsonObject | undefined;
    errorCode: string | undefined;
    errorMessage: string | undefined;
    sourceIPAddress: string | undefined;
    recipientAccountId: string;
    additionalEventData: { raw: JsonObject };
}

/** An event made ready for its destination. */
interface AuditEvent {
    id: string;
    /** JSON text: `eventData` as PutAuditEvents takes it, or a line of an object in S3. */
    text: string;
    /** `YYYY-MM-DDTHH:mm:ssZ` */
    eventTime: string;
    /** When its message was sent first, in milliseconds. */
    receivedAt: number;
    truncated: boolean;
    unknownEventType: boolean;
}

/** Why something was dead-lettered. Goes to the dead-letter queue as message attributes, and (without the message) to the log. */
interface Rejection {
    reason: string;
    errorCode: string;
    errorMessage: string;
}

/** Why a call failed as a whole. */
interface CallFailure {
    name: string;
    message: string;
    /** A 4xx about what the call contained. */
    isPayloadError: boolean;
    /** The service wants fewer calls, not smaller ones. */
    isThrottled: boolean;
    /** There was no answer in the call's share of the time. */
    isLate: boolean;
    /** The call held one event only. */
    isAlone: boolean;
}

/** What becomes of an event: accepted, back to the queue, or dead-lettered. */
type Outcome = { kind: "accepted" } | Retry | Rejected;

interface Retry {
    kind: "retry";
    reason: string;
    /** Of its call, if that failed as a whole and one of its events may be to blame. */
    failure?: CallFailure;
    /** Another try in this invocation would be in vain. */
    noRetryInInvocation?: boolean;
}

type Rejected = { kind: "rejected" } & Rejection;

/** One event and every delivery of it in this invocation: they share its fate, as far as it is known. */
interface Group {
    deliveries: Delivery[];
    /** Undefined until it is mapped, and if it is no event. */
    event: AuditEvent | undefined;
    outcome: Outcome;
}

/** A group whose event is mapped. */
type EventGroup = Group & { event: AuditEvent };

/** A delivery that was not accepted. The id is that of its event, or of the message if there is no event. */
interface Undelivered {
    delivery: Delivery;
    id: string;
    outcome: Outcome;
}

/** What Lambda tells of an invocation, as far as it matters here. */
interface Context {
    functionName: string;
    awsRequestId: string;
    getRemainingTimeInMillis(): number;
}

/** Answers of the AWS SDK are `unknown` until checked: a 200 need not have the documented shape. */
interface Client {
    send(command: unknown, options: { abortSignal: AbortSignal }): Promise<unknown>;
}

type Command = new (input: JsonObject) => unknown;

export type {
    AuditEvent,
    CallFailure,
    Client,
    Command,
    Context,
    Delivery,
    EventData,
    EventGroup,
    Group,
    JsonObject,
    Outcome,
    Receipt,
    Rejected,
    Rejection,
    Retry,
    Undelivered,
};
