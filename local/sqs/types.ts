/** The words of the queues: what fauxqs keeps, and, for the proxy before it, what a call is and how faults are put in. */
import type { buildApp } from "fauxqs" with { "resolution-mode": "import" };
import type { Caller } from "../aws/iam/callers";
import type { CallFault } from "../http/fault";

export type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;
export type Store = Stores["sqsStore"];
export type Queue = ReturnType<Store["createQueue"]>;
export type Message = Queue["messages"][number];

/** A call as the proxy sees it. */
export interface QueueCall {
    /** 1 for the first well-formed call that the proxy received; a client's retries count. */
    number: number;
    /** "ReceiveMessage", "DeleteMessageBatch", "SendMessage", … */
    action: string;
    /** The queue's name; "" if the call names none. */
    queue: string;
    caller: Caller;
    /** The request's body. */
    request: Readonly<Record<string, unknown>>;
}

/** Asked once for each well-formed call, before the proxy decides. */
export type InterceptQueue = (call: QueueCall) => CallFault | undefined;
