import type { AuditEvent, EventGroup } from "./types";

type Sent = Pick<AuditEvent, "id" | "text">;

/** Fills calls within what PutAuditEvents takes. */
const createBatcher = (limits: { events: number; budgetBytes: number }) => {
    const { stringify } = JSON;
    const byteLength: (text: string) => number = Buffer.byteLength.bind(Buffer);
    const envelopeBytes = '{"auditEvents":[]}'.length;
    const entryBytes = '{"id":"","eventData":""},'.length;

    /** What an event adds to the body of a call, in bytes: `eventData` is a JSON string there, once more escaped. */
    function bytesOf({ id, text }: Sent): number {
        return entryBytes + id.length + byteLength(stringify(text)) - 2;
    }

    /** At least as much, without a look at the text: JSON text has no characters that an escape makes longer than three bytes. */
    function mostBytesOf({ id, text }: Sent): number {
        return entryBytes + id.length + 3 * text.length;
    }

    /** Splits groups into calls: at most so many events and bytes each, and no id twice (it would fail the whole call). */
    function plan(groups: EventGroup[]): EventGroup[][] {
        // Measuring costs as much as mapping: it is needed only if the events might not fit into one call.
        const most = groups.reduce((sum, { event }) => sum + mostBytesOf(event), envelopeBytes);
        const size = most <= limits.budgetBytes ? mostBytesOf : bytesOf;
        const calls: EventGroup[][] = [];
        let waiting = groups.map((group) => ({ group, bytes: size(group.event) }));
        while (waiting.length > 0) {
            const call: EventGroup[] = [];
            const ids = new Set<string>();
            const overflow: typeof waiting = [];
            let total = envelopeBytes;
            for (const candidate of waiting) {
                const { group, bytes } = candidate;
                const { id } = group.event;
                const room =
                    call.length < limits.events && total + bytes <= limits.budgetBytes && !ids.has(id);
                // Nothing is too large for a call of its own: the mapping keeps every field within its limit.
                if (room || call.length === 0) {
                    call.push(group);
                    ids.add(id);
                    total += bytes;
                } else overflow.push(candidate);
            }
            calls.push(call);
            waiting = overflow;
        }
        return calls;
    }

    return { bytesOf, plan };
};

export { createBatcher };
