import type { AuditEvent, Delivery, Group } from "./types";

/** Groups redeliveries, and fills calls within what PutAuditEvents takes. */
const createBatcher = (limits: { events: number; budgetBytes: number }) => {
    const { isDeepStrictEqual } = require("node:util") as typeof import("node:util");
    const envelopeBytes = '{"auditEvents":[]}'.length;

    /** One group for each distinct event: same id and equal `detail` is a redelivery and shares its twin's fate. */
    function group(items: { event: AuditEvent; delivery: Delivery }[]): Group[] {
        const byId = new Map<string, Group[]>();
        const groups: Group[] = [];
        for (const { event, delivery } of items) {
            const namesakes = byId.get(event.id) ?? [];
            const twin = namesakes.find((other) => isDeepStrictEqual(other.event.detail, event.detail));
            if (twin != null) {
                twin.deliveries.push(delivery);
                continue;
            }
            const fresh = { event, deliveries: [delivery] };
            byId.set(event.id, [...namesakes, fresh]);
            groups.push(fresh);
        }
        return groups;
    }

    /** Splits groups into calls: at most so many events and bytes each, and no id twice (it would fail the whole call). */
    function plan(groups: Group[]): Group[][] {
        const calls: Group[][] = [];
        let waiting = groups;
        while (waiting.length > 0) {
            const call: Group[] = [];
            const ids = new Set<string>();
            const later: Group[] = [];
            let bytes = envelopeBytes;
            for (const candidate of waiting) {
                const { id, bytes: size } = candidate.event;
                const room =
                    call.length < limits.events && bytes + size <= limits.budgetBytes && !ids.has(id);
                // Nothing is too large for a call of its own: the mapping holds every field to its limit.
                if (room || call.length === 0) {
                    call.push(candidate);
                    ids.add(id);
                    bytes += size;
                } else later.push(candidate);
            }
            calls.push(call);
            waiting = later;
        }
        return calls;
    }

    return { group, plan };
};

type Batcher = ReturnType<typeof createBatcher>;

export { createBatcher };
export type { Batcher };
