/** The properties of the batcher: groups of redeliveries, and calls within what PutAuditEvents takes. */
import fc from "fast-check";
import { createBatcher } from "../../handler/batching";
import { groupTwins } from "../../handler/grouping";
import { limits } from "../../handler/limits";
import type { AuditEvent, Delivery, EventGroup } from "../../handler/types";
import { holds } from "./property";

const { bytesOf, plan } = createBatcher(limits.call);
const envelopeBytes = '{"auditEvents":[]}'.length;
const entryBytes = '{"id":"","eventData":""},'.length;

const sizes = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 200, max: 6000 }) },
    { weight: 3, arbitrary: fc.integer({ min: 6000, max: 450_000 }) },
    {
        weight: 1,
        arbitrary: fc.constantFrom(
            limits.call.budgetBytes - envelopeBytes,
            limits.call.budgetBytes - envelopeBytes + 1,
            limits.call.budgetBytes + 5,
            1,
        ),
    },
);

/** Few ids and bodies, so that they come again. */
const anyGroup = fc.record({
    id: fc.oneof(fc.nat({ max: 8 }), fc.nat()).map((number) => `e${number}`),
    body: fc.constantFrom("{}", '{"a":1}', '{"a":2}'),
    bytes: sizes,
});
/** So many small events that calls are full by number. */
const crowd = fc
    .tuple(fc.integer({ min: 90, max: 320 }), fc.integer({ min: 200, max: 3000 }))
    .map(([count, bytes]) =>
        Array.from({ length: count }, (_, index) => ({ id: `e${index}`, body: "{}", bytes })),
    );
const anyGroups = fc.oneof(
    { weight: 3, arbitrary: fc.array(anyGroup, { maxLength: 120 }) },
    { weight: 1, arbitrary: crowd },
    {
        weight: 1,
        arbitrary: fc.tuple(crowd, fc.array(anyGroup, { maxLength: 30 })).map((parts) => parts.flat()),
    },
);

type Sketch = { id: string; body: string; bytes: number };

function groupsOf(sketches: Sketch[]): EventGroup[] {
    return sketches.map(({ id, body, bytes }, index) => ({
        // Escaped, a quotation mark takes two bytes.
        event: {
            id,
            text: '"' + "x".repeat(Math.max(0, bytes - entryBytes - id.length - 2)),
        } as AuditEvent,
        deliveries: [{ messageId: `m${index}`, body } as Delivery],
        outcome: { kind: "retry", reason: "NotSent" },
    }));
}

function fail(what: string): never {
    throw new Error(what);
}

describe("the batcher, property by property", () => {
    holds("redeliveries are grouped: every delivery once, by its whole text", 100, () =>
        fc.property(anyGroups, (sketches) => {
            const bodies = sketches.map(({ id, body }) => id + body);
            const groups = groupTwins(
                bodies.map((body, index) => ({ messageId: `m${index}`, body }) as Delivery),
            );
            const ids: string[] = [];
            for (const { deliveries } of groups) {
                for (const { messageId, body } of deliveries) {
                    if (body !== deliveries[0].body) fail(`${messageId} is among another's`);
                    ids.push(messageId);
                }
            }
            if (groups.length !== new Set(bodies).size) fail("a text stands in two groups");
            if (new Set(ids).size !== ids.length) fail("a delivery is repeated");
            if (ids.length !== sketches.length)
                fail(`${ids.length} of ${sketches.length} deliveries are left`);
        }),
    );

    holds("calls pass no limit, and together hold every event once", 100, () =>
        fc.property(anyGroups, (sketches) => {
            const groups = groupsOf(sketches);
            const calls = plan(groups);
            for (const call of calls) {
                const bytes = call.reduce((sum, { event }) => sum + bytesOf(event), envelopeBytes);
                const ids = new Set(call.map(({ event }) => event.id));
                if (call.length === 0) fail("an empty call");
                if (call.length > limits.call.events) fail(`a call of ${call.length} events`);
                if (ids.size !== call.length) fail("an id twice in a call");
                // An event that is too large for any call goes alone: it is the service's to refuse.
                if (bytes > limits.call.budgetBytes && call.length > 1) fail(`a call of ${bytes} bytes`);
            }
            const all = calls.flat();
            if (all.length !== groups.length) fail(`${all.length} of ${groups.length} events`);
            if (new Set(all).size !== all.length) fail("an event twice");
        }),
    );
});
