import type { Calls } from "./calls";
import type { AuditEvent, CallFailure, Client, Command, JsonObject, Outcome } from "./types";

interface SenderParts {
    client: Client;
    PutAuditEventsCommand: Command;
    channelArn: string;
    /** Sent with every call if the channel's policy asks for one. */
    externalId: string | undefined;
    calls: Calls;
}

/** Makes one call, and says what became of each of its events. */
const createSender = (parts: SenderParts) => {
    const { client, PutAuditEventsCommand, channelArn, externalId } = parts;
    const { late, within, textOf, statusOf, isThrottled } = parts.calls;
    /**
     * Answers with a 4xx that say nothing about the events: throttling, credentials, permissions, the channel, the
     * account (PutAuditEvents' errors and AWS's common errors, by the words that tell them); and what is no answer of
     * CloudTrail's at all, such as a proxy's page, which the SDK calls "Unknown" or fails to read.
     */
    const notAboutPayload =
        /throttl|toomany|limitexceeded|slowdown|timeout|timetooskewed|kms|channel(?!unsupportedschema)|unsupportedop|subscri|optin|accessdenied|auth|token|expired|unrecognized|credential|signature|unknown|syntaxerror|internal|unavailable/i;
    /** Per event, what may pass by itself (PutAuditEvents API reference, ResultErrorEntry). */
    const passing = new Set(["Throttling", "InternalFailure", "AccountNotSubscribed"]);

    const accepted: Outcome = { kind: "accepted" };

    /** True for a 4xx about what the call contained. Any other failure is not about an event, as far as one can see. */
    function isPayloadError(error: unknown): boolean {
        const status = statusOf(error);
        // 401, 403, 404, 408 and 429 are about the caller, the place and the time.
        if (status < 400 || status > 499 || [401, 403, 404, 408, 429].includes(status)) return false;
        return !notAboutPayload.test(textOf(error));
    }

    function failureOf(error: unknown, isAlone: boolean): CallFailure {
        const name = textOf(error);
        return {
            name,
            message: textOf(error, "message", /./s),
            isPayloadError: isPayloadError(error),
            isThrottled: isThrottled(error),
            isLate: name === late,
            isAlone,
        };
    }

    function retry(reason: string): Outcome {
        return { kind: "retry", reason };
    }

    /** What a 200 says of one event. */
    function outcomeOf(id: string, arrived: Set<unknown>, failed: Map<unknown, JsonObject>): Outcome {
        const failure = failed.get(id);
        if (failure == null) return arrived.has(id) ? accepted : retry("NotInAnswer");
        if (arrived.has(id)) return retry("ContradictoryAnswer");
        const errorCode = textOf(failure, "errorCode");
        if (errorCode === "unknown") return retry("MalformedAnswer");
        if (passing.has(errorCode)) return retry(errorCode);
        const errorMessage = textOf(failure, "errorMessage", /./s);
        return { kind: "rejected", reason: "rejected by CloudTrail Lake", errorCode, errorMessage };
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

    async function send(events: AuditEvent[], deadline: number): Promise<Outcome[]> {
        const auditEvents = events.map(({ id, text: eventData }) => ({ id, eventData }));
        const command = new PutAuditEventsCommand({ channelArn, externalId, auditEvents });
        let answer: unknown;
        try {
            answer = await within(deadline, (abortSignal) => client.send(command, { abortSignal }));
        } catch (error) {
            const failure = failureOf(error, events.length === 1);
            const reason = (failure.isPayloadError ? "CallRefused:" : "") + failure.name;
            return events.map(() => ({ kind: "retry", reason, failure }));
        }
        return read(answer, events);
    }

    return { send };
};

export { createSender };
