import type { Delivery, Group } from "./types";

/** Joins redeliveries to their twins, whose fate they share. Twins are equal in their whole text; the earliest is first. */
const groupTwins = (deliveries: Delivery[]): Group[] => {
    const byBody = new Map<string, Group>();
    for (const delivery of deliveries) {
        const twin = byBody.get(delivery.body);
        if (twin == null) {
            const outcome = { kind: "retry", reason: "NotSent" } as const;
            byBody.set(delivery.body, { deliveries: [delivery], event: void 0, outcome });
        } else if (delivery.receivedAt < twin.deliveries[0].receivedAt) twin.deliveries.unshift(delivery);
        else twin.deliveries.push(delivery);
    }
    return [...byBody.values()];
};

export { groupTwins };
