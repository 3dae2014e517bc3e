import type { Refusal } from "../../../local/http/messages";
import { duringOutage, endOfOutage, onCalls } from "../scripts";
import type { LakeStore } from "../../../local/run/lakeStore";
import type { FaultCase } from "../types";

/** An hour long. Direct delivery has no queue to wait in: Lambda dead-letters events. */
function outage(name: string, what: string, inject: FaultCase["inject"]): FaultCase {
    return {
        name,
        what,
        ends: { buffered: "lake", direct: "lambda" },
        alone: true,
        again: "some",
        alarms: ["stuck", "waiting"],
        inject,
    };
}

/** The channel refuses every call, so many times as long as an outage lasts. */
function refusing(refusal: Refusal, times = 1): FaultCase["inject"] {
    return (context) => ({
        channel: onCalls(context, duringOutage({ ...context, outage: times * context.outage }), { refusal }),
    });
}

const denied: Refusal = { status: 403, name: "AccessDeniedException", message: "injected" };
const expired: Refusal = {
    status: 403,
    name: "ExpiredTokenException",
    message: "The security token included in the request is expired",
};

export const outageFaults: FaultCase[] = [
    outage("credentials-expired", "the credentials are expired for an hour", refusing(expired)),
    outage("access-denied", "access is denied for an hour", refusing(denied)),
    outage("channel-deleted", "the channel is deleted, and made again an hour later", (context) => ({
        async meanwhile() {
            const { channels } = context.pipeline().services.lake as LakeStore;
            const gone = channels.splice(0);
            await endOfOutage(context);
            channels.push(...gone);
            context.markAffected(context.ids);
        },
    })),
    {
        ...outage("outage-of-three-hours", "access is denied for three times as long", refusing(denied, 3)),
        // One visibility timeout until the last message is visible again, and one more, with room for a busy machine.
        recoversWithin: 2 * 365 + 100,
    },
    {
        ...outage(
            "outage-beyond-receive-count",
            "access is denied until SQS has delivered each message twice",
            refusing(denied),
        ),
        ends: { buffered: "sqs" },
        // Nothing leaves the queue but to be dead-lettered, sooner or later than `stuck` looks twice.
        alarms: undefined,
        settings: () => ({ deliveryMaxReceiveCount: 2 }),
    },
];
