import type { Calls } from "./calls";
import type { DeadLetters } from "./deadLetters";
import type { Deliverer } from "./delivering";
import type { Mapper } from "./mapping";
import type { Queue } from "./queue";
import type { Reporter } from "./reporting";
import type { Context, Delivery, EventGroup, Group, Outcome, Rejected, Undelivered } from "./types";

interface SettlerParts {
    mapper: Mapper;
    groupTwins: typeof import("./grouping").groupTwins;
    deliverer: Deliverer;
    deadLetters: DeadLetters;
    queue: Queue;
    reporter: Pick<Reporter, "write">;
    calls: Calls;
    /** Deliveries after which SQS dead-letters a message itself. */
    maxReceiveCount: number;
}

/** Brings every delivery to its end: accepted, dead-lettered, or back to the queue. */
const createSettler = (parts: SettlerParts) => {
    const { mapper, groupTwins, deadLetters, queue, reporter, maxReceiveCount } = parts;
    const { blame, deliver, sendInParts } = parts.deliverer;
    const { within, textOf } = parts.calls;

    /**
     * From this receive on a message is suspected of ending the process that works on it, for such a process cannot say
     * what ended it. Early enough that the others are through before SQS dead-letters them.
     */
    const suspectFrom = Math.min(10, Math.max(2, Math.floor(maxReceiveCount / 4)));
    const isSuspect = ({ deliveries }: Group) =>
        deliveries.some(({ receiveCount }) => receiveCount >= suspectFrom);
    const isEvent = (group: Group): group is EventGroup => group.event != null;

    /** Maps what is an event, and rejects what is none. */
    function map(groups: Group[]): EventGroup[] {
        for (const group of groups) {
            const [{ body, receivedAt, rejection }] = group.deliveries;
            if (rejection != null) {
                group.outcome = { kind: "rejected", ...rejection };
                continue;
            }
            const rejected = { kind: "rejected", reason: "not an EventBridge event" } as const;
            try {
                const mapped = group.event ?? mapper.map(body, receivedAt);
                if (typeof mapped !== "string") group.event = mapped;
                else group.outcome = { ...rejected, errorCode: "NotAnEvent", errorMessage: mapped };
            } catch (error) {
                // No event is known to do this. If one does, it must not hold back the others for ever.
                const [errorCode, errorMessage] = [textOf(error), textOf(error, "message", /./s)];
                const reason = "the forwarder failed on this event";
                group.outcome = { ...rejected, reason, errorCode, errorMessage };
            }
        }
        return groups.filter(isEvent);
    }

    /** Dead-letters a rejected delivery; if that fails, the queue keeps it. */
    async function deadLetter(delivery: Delivery, rejection: Rejected, end: number): Promise<Outcome> {
        try {
            await within(end, (abortSignal) => deadLetters.send(delivery, rejection, abortSignal));
            return rejection;
        } catch (error) {
            return { kind: "retry", reason: "DeadLetterQueue:" + textOf(error) };
        }
    }

    /** Brings every delivery to its end, and answers with those that go back to the queue. */
    async function settle(deliveries: Delivery[], context: Context): Promise<Delivery[]> {
        const remaining = context.getRemainingTimeInMillis();
        // A fifth of the time, at most five seconds, is kept for dead-lettering and for the answer.
        const reserve = Math.min(5000, remaining / 5);
        const end = Date.now() + remaining;
        const [sendUntil, deadLetterUntil] = [end - reserve, end - reserve / 4];
        const groups = groupTwins(deliveries);
        const ends = new Map<Delivery, Outcome>();

        async function deadLetterRejected(): Promise<void> {
            blame(groups);
            const waiting = groups.flatMap(({ deliveries, outcome }) =>
                outcome.kind === "rejected"
                    ? deliveries.map((delivery) => ({ delivery, rejection: outcome }))
                    : [],
            );
            await Promise.all(
                waiting.map(async ({ delivery, rejection }) => {
                    if (!ends.has(delivery))
                        ends.set(delivery, await deadLetter(delivery, rejection, deadLetterUntil));
                }),
            );
        }

        const removed = new Set<Delivery>();
        async function removeDone(): Promise<void> {
            await deadLetterRejected();
            const done = groups.flatMap(({ deliveries, outcome }) =>
                deliveries.filter(
                    (delivery) => (ends.get(delivery) ?? outcome).kind !== "retry" && !removed.has(delivery),
                ),
            );
            for (const delivery of done) removed.add(delivery);
            await within(sendUntil, (abortSignal) => queue.remove(done, abortSignal)).catch(() => void 0);
        }

        await deliver(map(groups.filter((group) => !isSuspect(group))), sendUntil);
        await sendInParts(groups.filter(isSuspect), sendUntil, async (part) => {
            await removeDone();
            return map(part);
        });
        await deadLetterRejected();
        const undelivered: Undelivered[] = groups.flatMap(({ deliveries, event, outcome }) =>
            outcome.kind === "accepted"
                ? []
                : deliveries.map((delivery) => ({
                      delivery,
                      id: event?.id ?? delivery.messageId,
                      outcome: ends.get(delivery) ?? outcome,
                  })),
        );
        reporter.write(context, deliveries, groups.filter(isEvent), undelivered);
        return undelivered.filter(({ outcome }) => outcome.kind === "retry").map(({ delivery }) => delivery);
    }

    return { settle };
};

type Settler = ReturnType<typeof createSettler>;

export { createSettler };
export type { Settler };
