/** What becomes of the events of one call: each is decided on its own, and one that fails holds back no other. */
import { randomUUID } from "node:crypto";
import { Refused } from "../http/input";
import type { AuditRecord } from "../lake";
import { checkEvent } from "./event";
import type { Answer, AuditEvent, Channel, EventFailure } from "./types";

export interface Outcome extends Answer {
    accepted: AuditRecord[];
}

/**
 * @param injected Failures by the caller's id that take the place of a check.
 */
export function decide(
    events: AuditEvent[],
    channel: Channel,
    ingestionTime: Date,
    injected: Record<string, EventFailure<string>> = {},
): Outcome {
    const { arn: channelArn, accountId, destinations: storeArns } = channel;
    const region = channelArn.split(":")[3];
    const outcome: Outcome = { successful: [], failed: [], accepted: [] };
    for (const event of events) {
        const { id } = event;
        const { eventData, failure } = Object.hasOwn(injected, id)
            ? { failure: injected[id] }
            : checkEvent(event, channel);
        if (failure) {
            outcome.failed.push({ id, ...failure });
            continue;
        }
        const eventID = randomUUID();
        outcome.successful.push({ id, eventID });
        outcome.accepted.push({
            storeArns,
            channelArn,
            eventID,
            eventData,
            ingestionTime,
            region,
            accountId,
        });
    }
    return outcome;
}

/** @throws Refused for an id that occurs twice: it refuses the whole call. */
export function checkIds(events: AuditEvent[]): void {
    const seen = new Set<string>();
    const twice = events.find(({ id }) => seen.size === seen.add(id).size);
    if (!twice) return;
    const message = `Two or more entries in the request have the same event ID: ${twice.id}.`;
    throw new Refused("DuplicatedAuditEventId", message);
}
