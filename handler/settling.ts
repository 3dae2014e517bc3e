import type { Batcher } from "./batching";
import type { Calls } from "./calls";
import type { DeadLetters } from "./deadLetters";
import type { Sender } from "./sending";
import type { Group, Outcome, Undelivered } from "./types";

/** The time an invocation has, as times in milliseconds. */
interface Schedule {
    /** No call to the channel outlasts this. */
    send: number;
    /** No dead-letter send outlasts this: what follows is the answer to Lambda. */
    end: number;
}

interface SettlerParts {
    batcher: Batcher;
    sender: Sender;
    deadLetters: DeadLetters;
    calls: Calls;
}

/** Brings every event to its end: accepted, set aside, or back to the queue. */
const createSettler = (parts: SettlerParts) => {
    const { batcher, sender, deadLetters } = parts;
    const { within, textOf } = parts.calls;
    /** Rounds within one invocation, and the pause before the second one (full jitter; it doubles), in milliseconds. */
    const rounds = 3;
    const firstPause = 200;

    /** Gives each group its outcome, after as many rounds as it takes and time allows. */
    async function deliver(groups: Group[], schedule: Schedule): Promise<void> {
        let pending = groups;
        for (let round = 0; round < rounds && pending.length > 0; round++) {
            if (round > 0) {
                const wait = Math.random() * firstPause * 2 ** (round - 1);
                if (Date.now() + wait >= schedule.send) break;
                await new Promise((resolve) => setTimeout(resolve, wait));
            }
            for (const call of batcher.plan(pending)) {
                const events = call.map(({ event }) => event);
                const outcomes = await sender.send(events, schedule.send);
                call.forEach((group, index) => (group.outcome = outcomes[index]));
            }
            pending = pending.filter(({ outcome }) => outcome.kind === "retry" && !outcome.later);
        }
    }

    /** Sets a rejected delivery aside; when that fails, the queue keeps it. */
    async function setAside({ delivery, outcome }: Undelivered, schedule: Schedule): Promise<Outcome> {
        if (outcome.kind !== "rejected") return outcome;
        try {
            await within(schedule.end, (abortSignal) => deadLetters.send(delivery, outcome, abortSignal));
            return outcome;
        } catch (error) {
            return { kind: "retry", reason: "DeadLetterQueue:" + textOf(error, "name") };
        }
    }

    return { deliver, setAside };
};

type Settler = ReturnType<typeof createSettler>;

export { createSettler };
export type { Schedule, Settler, SettlerParts };
