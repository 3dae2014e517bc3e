import { expect } from "chai";
import fc from "fast-check";
import { limits } from "../../handler/limits";
import * as cloudTrailData from "../../local/sdk/client-cloudtrail-data";
import { createBatcher } from "../../handler/batching";
import type { AuditEvent, EventGroup } from "../../handler/types";
import { channelArn } from "../../lab/forwarder/events";
import { anyEvent } from "./arbitrary/events";
import { mapChecked } from "./mapping";

/** The size of the body that the SDK's own serializer makes of a call, which is not sent. */
async function serializedBytes(auditEvents: { id: string; eventData: string }[]): Promise<number> {
    let body: unknown;
    const client = new cloudTrailData.CloudTrailDataClient({
        region: "eu-central-1",
        credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
        maxAttempts: 1,
        requestHandler: {
            handle: (request: { body: unknown }) => {
                body = request.body;
                return Promise.reject(new Error("not sent"));
            },
        },
    });
    await client
        .send(new cloudTrailData.PutAuditEventsCommand({ channelArn, auditEvents }))
        .catch(() => undefined);
    return typeof body === "string" ? Buffer.byteLength(body) : (body as Uint8Array).byteLength;
}

describe("a call as the SDK writes it", () => {
    it("has the size that was planned, whatever is in its events, and passes no limit", async () => {
        const { bytesOf, plan } = createBatcher(limits.call);
        const events = fc
            .sample(anyEvent, { seed: 3, numRuns: 200 })
            .flatMap((body) => mapChecked(body) ?? []);
        // Some ids come again, in events with another text.
        const groups = [...events, ...events.slice(0, 20)].map(
            ({ record }) => ({ event: record as AuditEvent }) as EventGroup,
        );
        const calls = plan(groups);
        expect(calls.flat()).to.have.members(groups);
        expect(calls.length).to.be.above(2);
        for (const call of calls) {
            const bytes = await serializedBytes(
                call.map(({ event: { id, text: eventData } }) => ({ id, eventData })),
            );
            const planned = call.reduce(
                (sum, { event }) => sum + bytesOf(event),
                '{"auditEvents":[]}'.length,
            );
            // The plan counts a comma for the last event, too.
            expect(planned - bytes).to.be.within(0, 1);
            expect(bytes).to.be.at.most(limits.call.budgetBytes);
            expect(call.length).to.be.within(1, limits.call.events);
            expect(new Set(call.map(({ event }) => event.id)).size).to.equal(call.length);
        }
    });
});
