/** The words of the queues: what fauxqs keeps, and, for the proxy before it, what a call is and how faults are put in. */
import type { buildApp } from "fauxqs" with { "resolution-mode": "import" };
import type { Caller } from "../aws/iam/callers";
import type { Refusal } from "../http/messages";

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;
type Store = Stores["sqsStore"];
type Queue = ReturnType<Store["createQueue"]>;
type Message = Queue["messages"][number];

/** A call as the proxy sees it. */
interface QueueCall {
    /** 1 for the first well-formed call that the proxy received; a client's retries count. */
    number: number;
    /** "ReceiveMessage", "DeleteMessageBatch", "SendMessage", … */
    action: string;
    /** The queue's name; "" where the call names none. */
    queue: string;
    caller: Caller;
    /** The request's body. */
    request: Readonly<Record<string, unknown>>;
}

/** What goes wrong with one call. What is left out goes its ordinary way. */
interface QueueFault {
    /** Wait this long before anything else happens. */
    delayMs?: number;
    /** Refuse the call, whatever its content. */
    refusal?: Refusal;
    /** Break the connection: before anything happens, or after it did, when only the answer is lost. */
    reset?: "before" | "after";
}

/** Asked once for each well-formed call, before the proxy decides. */
type InterceptQueue = (call: QueueCall) => QueueFault | undefined;

export type { InterceptQueue, Message, Queue, QueueCall, QueueFault, Store, Stores };
