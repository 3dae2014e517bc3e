/** The mapping as the forwarder and the writer put it together, and what holds for everything that it makes. */
import { expect } from "chai";
import { codeOf } from "../../components/handlerParts";
import type { CommonParts } from "../../handler/assembling";
import { createBatcher } from "../../handler/batching";
import { createDirect } from "../../handler/direct";
import { forwarderFactory } from "../../handler/forwarder";
import type { Handler } from "../../handler/handling";
import { limits } from "../../handler/limits";
import { createMapper, type Mapper } from "../../handler/mapping";
import { createObjects } from "../../handler/objects";
import { createRows } from "../../handler/rows";
import { createSender } from "../../handler/sending";
import { createStore } from "../../handler/storing";
import type { AuditEvent } from "../../handler/types";
import { writerFactory } from "../../handler/writer";
import { account, channelArn, type Fields } from "../../lab/forwarder/events";
import { startFunction } from "../../lab/forwarder/start";
import { checkEvent } from "../../local/channel/event";

type CreateMapper = CommonParts["createMapper"];

/** The forwarder with a mapper of the test's. */
export const forwarderWith = (createMapper: CreateMapper) =>
    codeOf((parts) =>
        forwarderFactory({ ...parts, createMapper, createBatcher, createDirect, createSender }),
    )();
const writerWith = (createMapper: CreateMapper) =>
    codeOf((parts) => writerFactory({ ...parts, createMapper, createObjects, createRows, createStore }))();

/** The mapper that a function makes when it starts. */
function mapperOf(codeWith: (createMapper: CreateMapper) => () => Handler): Mapper {
    const made: Mapper[] = [];
    const code = codeWith((parts) => {
        made.push(createMapper(parts));
        return made[0];
    });
    const [CloudTrailDataClient, S3Client, SQSClient] = [class {}, class {}, class {}];
    startFunction({ CloudTrailDataClient, S3Client, SQSClient }, code);
    return made[0];
}

export const createForwardersMapper = () => mapperOf(forwarderWith);
export const createWritersMapper = () => mapperOf(writerWith);

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
