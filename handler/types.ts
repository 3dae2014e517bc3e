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
}

/** An event made ready for PutAuditEvents. */
interface AuditEvent {
    id: string;
    /** JSON text, as PutAuditEvents takes it. */
    eventData: string;
    /** `YYYY-MM-DDTHH:mm:ssZ` */
    eventTime: string;
    truncated: boolean;
    unknownEventType: boolean;
}

/** Why something was dead-lettered. Goes to the dead-letter queue as message attributes, and (without the message) to the log. */
interface Rejection {
    reason: string;
    errorCode: string;
    errorMessage: string;
}

/** What becomes of an event: accepted, back to the queue, or dead-lettered. */
type Outcome =
    | { kind: "accepted" }
    /** `noRetryInInvocation`: another try in the same invocation would be in vain. */
    | { kind: "retry"; reason: string; noRetryInInvocation?: boolean }
    /** `alone`: the service refused a call that held only this event. */
    | Rejected;

type Rejected = { kind: "rejected"; alone: boolean } & Rejection;

/** One event and every delivery of it in this invocation: they share its fate, as far as it is known. */
interface Group {
    event: AuditEvent;
    deliveries: Delivery[];
    outcome: Outcome;
}

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
    Client,
    Command,
    Context,
    Delivery,
    Group,
    JsonObject,
    Outcome,
    Rejected,
    Rejection,
    Undelivered,
};
