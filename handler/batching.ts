import type { AuditEvent, Group } from "./types";

type Sent = Pick<AuditEvent, "id" | "eventData">;

/** Groups redeliveries, and fills calls within what PutAuditEvents takes. */
const createBatcher = (limits: { events: number; budgetBytes: number }) => {
    const { stringify } = JSON;
    const byteLength: (text: string) => number = Buffer.byteLength.bind(Buffer);
    const envelopeBytes = '{"auditEvents":[]}'.length;
    const entryBytes = '{"id":"","eventData":""},'.length;

    /** What an event adds to the body of a call, in bytes: `eventData` is a JSON string there, once more escaped. */
    function bytesOf({ id, eventData }: Sent): number {
        return entryBytes + id.length + byteLength(stringify(eventData)) - 2;
    }

    /** At least as much, without a look at the text: JSON text has no characters that an escape makes longer than three bytes. */
    function mostBytesOf({ id, eventData }: Sent): number {
        return entryBytes + id.length + 3 * eventData.length;
    }

    /** Joins redeliveries (same id, same text) to their twins, whose fate they share. */
    function group(groups: Group[]): Group[] {
        const byId = new Map<string, Group[]>();
        return groups.filter((item) => {
            const namesakes = byId.get(item.event.id);
            if (namesakes == null) return byId.set(item.event.id, [item]);
            const { body } = item.deliveries[0];
            const twin = namesakes.find(({ deliveries }) => deliveries[0].body === body);
            if (twin == null) return namesakes.push(item);
            twin.deliveries.push(...item.deliveries);
            return false;
        });
    }

    /** Splits groups into calls: at most so many events and bytes each, and no id twice (it would fail the whole call). */
    function plan(groups: Group[]): Group[][] {
        // Measuring costs as much as mapping: it is needed only if the events might not fit into one call.
        const most = groups.reduce((sum, { event }) => sum + mostBytesOf(event), envelopeBytes);
        const size = most <= limits.budgetBytes ? mostBytesOf : bytesOf;
        const calls: Group[][] = [];
        let waiting = groups.map((group) => ({ group, bytes: size(group.event) }));
        while (waiting.length > 0) {
            const call: Group[] = [];
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

    return { bytesOf, group, plan };
};

type Batcher = ReturnType<typeof createBatcher>;

export { createBatcher };
export type { Batcher };
