/** The mapping as the forwarder and the writer put it together, and what holds for everything that it makes. */
import { expect } from "chai";
import { createBatcher } from "../../handler/batching";
import { createDeep } from "../../handler/deep";
import { packEventTypes, unpackEventTypes } from "../../handler/eventTypeNames";
import { createIdentity } from "../../handler/identity";
import { limits } from "../../handler/limits";
import { createMapper, type Mapper, type MapperParts } from "../../handler/mapping";
import { createRaw } from "../../handler/raw";
import { createRows } from "../../handler/rows";
import { createScalars } from "../../handler/scalars";
import { createShrinker } from "../../handler/shrinking";
import type { AuditEvent } from "../../handler/types";
import { checkEvent } from "../../local/channel/event";
import { account, channelArn, type Fields } from "../../lab/forwarder/events";

function createMapperFor(
    mostOfRaw: number,
    insteadOfDeep: (value: unknown) => string | undefined,
    layOut: MapperParts["layOut"],
): Mapper {
    const shrinker = createShrinker(scalars);
    return createMapper({
        scalars,
        identity: createIdentity(scalars, limits.field),
        shrinker,
        raw: createRaw(scalars, shrinker, mostOfRaw, insteadOfDeep),
        limits: limits.field,
        eventTypes: unpackEventTypes(packEventTypes()),
        eventSource: "onelogin.com",
        accountId: account,
        layOut,
    });
}

const scalars = createScalars(limits.idLength);
export const createForwardersMapper = () =>
    createMapperFor(
        limits.field.additionalEventData,
        () => undefined,
        (eventData) => JSON.stringify(eventData),
    );
export const createWritersMapper = () =>
    createMapperFor(Infinity, createDeep().writeDeep, createRows(scalars, "eu-central-1", account).layOut);

const mapper = createForwardersMapper();
const { bytesOf } = createBatcher(limits.call);
const channel = { arn: channelArn, accountId: account, destinations: ["store"], source: "OneLogin" };

export const receivedAt = Date.parse("2026-11-21T08:00:00.123Z");

export interface EventData {
    userIdentity: { type: string; principalId: string; details?: Record<string, string> };
    requestParameters?: Record<string, string>;
    responseElements?: Record<string, string>;
    additionalEventData: {
        raw: Fields & { detail: Fields; _truncated?: string[]; _truncatedCount?: number };
    };
    [field: string]: unknown;
}

export interface Mapped extends AuditEvent {
    /** What it adds to a request's body. */
    bytes: number;
    data: EventData;
}

/** What holds for everything that is mapped: it has the documented form, and the size that it says. */
export function checkMapped({
    id,
    text: eventData,
}: Pick<AuditEvent, "id" | "text">): Omit<Mapped, keyof AuditEvent> {
    const bytes = bytesOf({ id, text: eventData });
    const [one, two] = [1, 2].map((count) =>
        requestBytes(Array.from({ length: count }, () => ({ id, eventData }))),
    );
    expect(bytes, "what the event adds to a request's body").to.equal(two - one);
    expect(one, "bytes of a request with this event").to.be.at.most(limits.call.budgetBytes);
    expect(checkEvent({ id, eventData }, channel)).not.to.have.property("failure");
    expect(id).to.match(/^[-_A-Za-z0-9]{1,128}$/);
    return { bytes, data: JSON.parse(eventData) as EventData };
}

/** The event as mapped. */
export function map(event: string | object): Mapped {
    const body = typeof event === "string" ? event : JSON.stringify(event);
    const mapped = mapper.map(body, receivedAt);
    return typeof mapped === "string" ? expect.fail(mapped) : { ...mapped, ...checkMapped(mapped) };
}

function requestBytes(auditEvents: { id: string; eventData: string }[]): number {
    return Buffer.byteLength(JSON.stringify({ auditEvents }));
}
