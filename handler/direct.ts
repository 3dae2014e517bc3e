import type { Deep } from "./deep";
import type { Context, Delivery } from "./types";

/** Events straight from EventBridge, without a queue. */
const createDirect = ({ whole, writeDeep }: Deep) => {
    /**
     * SQS refuses these (SendMessage API reference); what else it refuses JSON.stringify has escaped. In JSON text an
     * escape is the same character.
     */
    const undocumented = /[\ufffe\uffff]/g;
    const escape = (unit: string) => "\\u" + unit.charCodeAt(0).toString(16);

    function fromEvent(event: unknown, { awsRequestId }: Context): Delivery {
        const delivery = {
            messageId: awsRequestId,
            receivedAt: Date.now(),
            receiveCount: 1,
            receipt: void 0,
        };
        try {
            const body = (JSON.stringify(event, whole) ?? "null").replace(undocumented, escape);
            return { ...delivery, body };
        } catch {
            const body = writeDeep(event).replace(undocumented, escape);
            const errorMessage = "nested too deeply to be written by JSON.stringify";
            const reason = "the forwarder failed on this event";
            return { ...delivery, body, rejection: { reason, errorCode: "NestedTooDeeply", errorMessage } };
        }
    }

    return { fromEvent };
};

type Direct = ReturnType<typeof createDirect>;

export { createDirect };
export type { Direct };
