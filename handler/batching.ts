import type { Group } from "./types";

/** Groups redeliveries, and fills calls within what PutAuditEvents takes. */
const createBatcher = (limits: { events: number; budgetBytes: number }) => {
    const envelopeBytes = '{"auditEvents":[]}'.length;

    /** Joins redeliveries (same id and equal `detail`) to their twins, whose fate they share. */
    function group(groups: Group[]): Group[] {
        const byId = new Map<string, Group[]>();
        return groups.filter((item) => {
            const namesakes = byId.get(item.event.id);
            if (namesakes == null) return byId.set(item.event.id, [item]);
            const twin = namesakes.find(({ event }) => event.detail === item.event.detail);
            if (twin == null) return namesakes.push(item);
            twin.deliveries.push(...item.deliveries);
            return false;
        });
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
