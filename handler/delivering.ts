import type { AuditEvent, CallFailure, EventGroup, Group, Outcome, Retry } from "./types";

/** Splits groups into the calls that they take. */
interface Planner {
    plan: (groups: EventGroup[]) => EventGroup[][];
}

/** Makes one call. One outcome for each event, in order; after `deadline` (milliseconds) nothing is waited for. */
interface Sender {
    send: (events: AuditEvent[], deadline: number) => Promise<Outcome[]>;
}

/** Puts events into calls, so that one which breaks its call, whatever it breaks, holds back no other. */
const createDeliverer = ({ plan }: Planner, { send }: Sender) => {
    /** Tries within one invocation, and the pause before the second one (full jitter; it doubles), in milliseconds. */
    const rounds = 3;
    const firstPause = 200;
    /** After so many calls in vain, with none that was answered, there is an outage: the queue can wait for its end. */
    const mostInVain = 3;
    /** So many calls are enough for five culprits among a hundred. */
    const mostCalls = 50;

    const none = void 0;

    const isUnanswered = ({ outcome }: Group) => outcome.kind === "retry";
    /** Whether the next round may help. */
    const isForRound = ({ outcome }: Group) => outcome.kind === "retry" && !outcome.noRetryInInvocation;
    /** How the call failed as a whole that held the group. */
    const failureOf = ({ outcome }: Group) => (outcome.kind === "retry" ? outcome.failure : none);

    /** Sends groups in as few calls as they take; `others` follow, and each call has its share of the time. */
    async function sendAll(groups: EventGroup[], deadline: number, others = 0): Promise<void> {
        const calls = plan(groups);
        for (const [index, call] of calls.entries()) {
            const now = Date.now();
            const toCome = calls.length - index + others;
            const outcomes =
                now < deadline
                    ? await send(
                          call.map(({ event }) => event),
                          now + (deadline - now) / (toCome + 1),
                      )
                    : [];
            call.forEach(
                (group, at) => (group.outcome = outcomes[at] ?? { kind: "retry", reason: "DeadlineNear" }),
            );
        }
    }

    /** In parts of one, two, four …, in an order that chance makes: what breaks one part is in another place the next time. */
    function growingParts<T>(items: T[]): T[][] {
        const shuffled = items
            .map((item) => ({ item, at: Math.random() }))
            .sort((one, other) => one.at - other.at)
            .map(({ item }) => item);
        const parts: T[][] = [];
        for (let first = 0, size = 1; first < shuffled.length; first += size, size *= 2)
            parts.push(shuffled.slice(first, first + size));
        return parts;
    }

    /**
     * Sends groups in small parts, and splits the part whose call fails as a whole until the culprit is alone: every
     * other event gets through, unless nothing does. `prepare` makes a part ready, just before it is sent; `answered`
     * says that another call of this invocation was, so that there is no outage.
     */
    async function sendInParts<G extends Group>(
        groups: G[],
        deadline: number,
        prepare: (part: G[]) => Promise<EventGroup[]>,
        answered = false,
    ): Promise<void> {
        const parts = growingParts(groups);
        let inVain = 0;
        let reason = "DeadlineNear";
        for (let calls = 0; parts.length > 0 && calls < mostCalls; calls++) {
            if ((inVain >= mostInVain && !answered) || Date.now() >= deadline) break;
            const part = parts.shift() as G[];
            const ready = await prepare(part);
            if (ready.length === 0) continue;
            await sendAll(ready, deadline, parts.length);
            if (!ready.every(isUnanswered)) {
                answered = true;
                continue;
            }
            inVain++;
            ({ reason } = ready[0].outcome as Retry);
            const failure = failureOf(ready[0]);
            if (part.length === 1 || failure == null || failure.isThrottled) continue;
            const half = Math.ceil(part.length / 2);
            parts.push(part.slice(0, half), part.slice(half));
        }
        for (const group of parts.flat()) group.outcome = { kind: "retry", reason };
    }

    /** Whether it is time to look for a culprit: at once if another try with the same events would be in vain. */
    function isForParts(group: Group, round: number): boolean {
        const failure = failureOf(group);
        if (failure == null) return false;
        return failure.isPayloadError || failure.isLate || (round === rounds && !failure.isThrottled);
    }

    /** The refusal of a call that held this event only. */
    function refusalOf(group: Group): CallFailure | undefined {
        const failure = failureOf(group);
        return failure?.isPayloadError && failure.isAlone ? failure : none;
    }

    /**
     * Rejects each event that was refused in a call of its own, if that says something about the event: if another one
     * was answered, or refused otherwise, or there is no other. All refused alike, it is the call's fault.
     */
    function blame(groups: Group[]): void {
        const names = new Set(groups.flatMap((group) => refusalOf(group)?.name ?? []));
        const others = groups.filter((group) => group.event != null || isUnanswered(group));
        if (names.size < 2 && others.length > 1 && others.every(isUnanswered)) return;
        for (const group of groups) {
            const refusal = refusalOf(group);
            if (refusal == null) continue;
            const { name: errorCode, message: errorMessage } = refusal;
            const reason = "refused in a call of its own";
            group.outcome = { kind: "rejected", reason, errorCode, errorMessage };
        }
    }

    /** Gives each group its outcome, after as many rounds as it takes and time allows. */
    async function deliver(groups: EventGroup[], deadline: number): Promise<void> {
        let pending = groups;
        for (let round = 1; round <= rounds && pending.length > 0; round++) {
            if (round > 1) {
                const wait = Math.random() * firstPause * 2 ** (round - 2);
                if (Date.now() + wait >= deadline) return;
                await new Promise((resolve) => setTimeout(resolve, wait));
            }
            const suspects = pending.filter((group) => isForParts(group, round));
            const others = pending.filter((group) => !suspects.includes(group));
            await sendAll(others, deadline, suspects.length > 0 ? 1 : 0);
            const answered = !groups.every(isUnanswered);
            await sendInParts(suspects, deadline, (part) => Promise.resolve(part), answered);
            pending = others.filter((group) => isForRound(group) && refusalOf(group) == null);
        }
    }

    return { blame, deliver, sendInParts };
};

type Deliverer = ReturnType<typeof createDeliverer>;

export { createDeliverer };
export type { Deliverer, Planner, Sender };
