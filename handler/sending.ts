import type { Calls } from "./calls";
import type { AuditEvent, Client, Command, JsonObject, Outcome } from "./types";

interface SenderParts {
    client: Client;
    PutAuditEventsCommand: Command;
    channelArn: string;
    /** Sent with every call if the channel's policy asks for one. */
    externalId: string | undefined;
    calls: Calls;
}

/** Sends one call's events and says what became of each; a call refused for its content is split until each event stands alone. */
const createSender = (parts: SenderParts) => {
    const { client, PutAuditEventsCommand, channelArn, externalId } = parts;
    const { within, textOf, isPayloadError } = parts.calls;
    /** Per event, what may pass by itself (PutAuditEvents API reference, ResultErrorEntry). */
    const passing = new Set(["Throttling", "InternalFailure", "AccountNotSubscribed"]);

    const accepted: Outcome = { kind: "accepted" };

    function retry(reason: string): Outcome {
        return { kind: "retry", reason };
    }

    function reject(reason: string, errorCode: string, errorMessage: string, alone: boolean): Outcome {
        return { kind: "rejected", reason, errorCode, errorMessage, alone };
    }

    function call(events: AuditEvent[], deadline: number): Promise<unknown> {
        const auditEvents = events.map(({ id, eventData }) => ({ id, eventData }));
        const command = new PutAuditEventsCommand({ channelArn, externalId, auditEvents });
        return within(deadline, (abortSignal) => client.send(command, { abortSignal }));
    }

    /** What a 200 says of one event. */
    function outcomeOf(id: string, arrived: Set<unknown>, failed: Map<unknown, JsonObject>): Outcome {
        const failure = failed.get(id);
        if (failure == null) return arrived.has(id) ? accepted : retry("NotInAnswer");
        if (arrived.has(id)) return retry("ContradictoryAnswer");
        const { errorCode } = failure;
        if (typeof errorCode !== "string" || errorCode === "") return retry("MalformedAnswer");
        if (passing.has(errorCode)) return retry(errorCode);
        return reject("rejected by CloudTrail Lake", errorCode, textOf(failure, "errorMessage"), false);
    }

    /** A 200 need not have the documented shape; if it has not, nothing is known of any event. */
    function read(answer: unknown, events: AuditEvent[]): Outcome[] {
        const { successful, failed } = (answer ?? {}) as { successful?: JsonObject[]; failed?: JsonObject[] };
        try {
            const arrived = new Set((successful as JsonObject[]).map((entry) => entry.id));
            const failures = new Map((failed as JsonObject[]).map((entry) => [entry.id, entry]));
            return events.map(({ id }) => outcomeOf(id, arrived, failures));
        } catch {
            return events.map(() => retry("MalformedAnswer"));
        }
    }

    async function sendOrSplit(events: AuditEvent[], deadline: number): Promise<Outcome[]> {
        if (Date.now() >= deadline) return events.map(() => retry("DeadlineNear"));
        let answer: unknown;
        try {
            answer = await call(events, deadline);
        } catch (error) {
            const name = textOf(error, "name");
            if (!isPayloadError(error)) return events.map(() => retry(name));
            if (events.length === 1) {
                return [reject("refused in a call of its own", name, textOf(error, "message"), true)];
            }
            const half = Math.ceil(events.length / 2);
            const first = await sendOrSplit(events.slice(0, half), deadline);
            return [...first, ...(await sendOrSplit(events.slice(half), deadline))];
        }
        return read(answer, events);
    }

    /** One outcome for each event, in order. `deadline` is a time in milliseconds after which nothing is sent. */
    async function send(events: AuditEvent[], deadline: number): Promise<Outcome[]> {
        const outcomes = await sendOrSplit(events, deadline);
        const answered = outcomes.filter((outcome) => outcome.kind !== "retry");
        const codes = new Set(
            answered.map((outcome) =>
                outcome.kind === "rejected" && outcome.alone ? outcome.errorCode : "",
            ),
        );
        const [code] = codes;
        // If something else was answered, too, the call is sound, and the refused events are to blame.
        if (events.length === 1 || codes.size !== 1 || code === "") return outcomes;
        return events.map(() => ({
            kind: "retry",
            reason: "CallRefused:" + code,
            noRetryInInvocation: true,
        }));
    }

    return { send };
};

type Sender = ReturnType<typeof createSender>;

export { createSender };
export type { Sender, SenderParts };
