import type { Batcher } from "./batching";
import type { Calls } from "./calls";
import type { DeadLetters } from "./deadLetters";
import type { Mapper } from "./mapping";
import type { Reporter } from "./reporting";
import type { Sender } from "./sending";
import type { AuditEvent, Context, Delivery, Group, Outcome, Rejected, Undelivered } from "./types";

interface SettlerParts {
    mapper: Mapper;
    batcher: Batcher;
    sender: Sender;
    deadLetters: DeadLetters;
    reporter: Reporter;
    calls: Calls;
}

/** Brings every delivery to its end: accepted, dead-lettered, or back to the queue. */
const createSettler = (parts: SettlerParts) => {
    const { mapper, batcher, sender, deadLetters, reporter } = parts;
    const { within, textOf } = parts.calls;
    /** Rounds within one invocation, and the pause before the second one (full jitter; it doubles), in milliseconds. */
    const rounds = 3;
    const firstPause = 200;
    const unsent: Outcome = { kind: "retry", reason: "NotSent" };

    function map({ body, receivedAt }: Delivery): AuditEvent | Rejected {
        const rejected = { kind: "rejected", reason: "not an EventBridge event", alone: false } as const;
        try {
            const mapped = mapper.map(body, receivedAt);
            if (typeof mapped !== "string") return mapped;
            return { ...rejected, errorCode: "NotAnEvent", errorMessage: mapped };
        } catch (error) {
            // No event is known to do this. If one does, it must not hold back the others for ever.
            const [errorCode, errorMessage] = [textOf(error, "name"), textOf(error, "message")];
            return { ...rejected, reason: "the forwarder failed on this event", errorCode, errorMessage };
        }
    }

    /** Gives each group its outcome, after as many rounds as it takes and time allows. */
    async function deliver(groups: Group[], deadline: number): Promise<void> {
        let pending = groups;
        for (let round = 0; round < rounds && pending.length > 0; round++) {
            if (round > 0) {
                const wait = Math.random() * firstPause * 2 ** (round - 1);
                if (Date.now() + wait >= deadline) break;
                await new Promise((resolve) => setTimeout(resolve, wait));
            }
            for (const call of batcher.plan(pending)) {
                const events = call.map(({ event }) => event);
                const outcomes = await sender.send(events, deadline);
                call.forEach((group, index) => (group.outcome = outcomes[index]));
            }
            pending = pending.filter(
                ({ outcome }) => outcome.kind === "retry" && !outcome.noRetryInInvocation,
            );
        }
    }

    /** Dead-letters a rejected delivery; if that fails, the queue keeps it. */
    async function deadLetter({ delivery, outcome }: Undelivered, end: number): Promise<Outcome> {
        if (outcome.kind !== "rejected") return outcome;
        try {
            await within(end, (abortSignal) => deadLetters.send(delivery, outcome, abortSignal));
            return outcome;
        } catch (error) {
            return { kind: "retry", reason: "DeadLetterQueue:" + textOf(error, "name") };
        }
    }

    /** Brings every delivery to its end, and answers with those that go back to the queue. */
    async function settle(deliveries: Delivery[], context: Context): Promise<Delivery[]> {
        const remaining = context.getRemainingTimeInMillis();
        // A fifth of the time, at most five seconds, is kept for dead-lettering and for the answer.
        const reserve = Math.min(5000, remaining / 5);
        const end = Date.now() + remaining;
        const undelivered: Undelivered[] = [];
        const events: Group[] = [];
        for (const delivery of deliveries) {
            const event = map(delivery);
            if ("id" in event) events.push({ event, deliveries: [delivery], outcome: unsent });
            else undelivered.push({ delivery, id: delivery.messageId, outcome: event });
        }
        const groups = batcher.group(events);
        await deliver(groups, end - reserve);
        for (const { event, deliveries, outcome } of groups) {
            if (outcome.kind === "accepted") continue;
            for (const delivery of deliveries) undelivered.push({ delivery, id: event.id, outcome });
        }
        await Promise.all(
            undelivered.map(async (one) => (one.outcome = await deadLetter(one, end - reserve / 4))),
        );
        reporter.write(context, deliveries.length, groups, undelivered);
        return undelivered.filter(({ outcome }) => outcome.kind === "retry").map(({ delivery }) => delivery);
    }

    return { settle };
};

type Settler = ReturnType<typeof createSettler>;

export { createSettler };
export type { Settler, SettlerParts };
