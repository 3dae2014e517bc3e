/** How often and on what a fault strikes: the pieces that the table is made of. */
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { Call, EventFailure, Fault } from "../../local/channel/types";
import type { ObjectCall, ObjectFault } from "../../local/s3/types";
import type { InvocationFault } from "../../local/run/instance";
import { idOf } from "../../local/run/reconcile";
import type { FaultContext } from "./types";

/** True the first so many times. */
export function first(times: number): () => boolean {
    let asked = 0;
    return () => asked++ < times;
}

/** True from the first time that it is asked, as long as an outage lasts. */
export function duringOutage({ outage, outageObserved }: FaultContext): () => boolean {
    let end: number | undefined;
    return () => Date.now() < (end ??= Date.now() + outage) || !outageObserved();
}

/** Ends when an outage that begins now ends. */
export async function endOfOutage({ outage, outageObserved }: FaultContext): Promise<void> {
    await sleep(outage);
    while (!outageObserved()) await sleep(10);
}

/** `count` of the ids, chosen at random. */
export function some({ ids, random }: FaultContext, count: number): string[] {
    const rest = [...new Set(ids)];
    return Array.from({ length: Math.min(count, rest.length) }, () =>
        rest.splice(random() % rest.length, 1),
    ).flat();
}

export function idsOf({ auditEvents }: Call): string[] {
    return auditEvents.map(({ id }) => id);
}

/** The ids of the events in an object that is written. */
export function idsInObject({ body }: ObjectCall): string[] {
    const lines = gunzipSync(body).toString().trimEnd().split("\n");
    return lines.map((line) => (JSON.parse(line) as { eventid: string }).eventid);
}

/** The ids of the events that an invocation got. */
export function idsOfInvocation(event: unknown): string[] {
    const { Records } = event as { Records?: { body: string }[] };
    return Records === undefined ? [idOf(JSON.stringify(event))] : Records.map(({ body }) => idOf(body));
}

/** Answers with a fault as long as it strikes; all events of the call are touched. */
function striking<Asked, Answered>(idsIn: (asked: Asked) => string[]) {
    return ({ markAffected }: FaultContext, strikes: () => boolean, fault: Answered) =>
        (asked: Asked): Answered | undefined => {
            if (!strikes()) return undefined;
            markAffected(idsIn(asked));
            return fault;
        };
}

export const onCalls = striking<Call, Fault>(idsOf);
export const onObjects = striking<ObjectCall, ObjectFault>(idsInObject);
export const onInvocations = striking<unknown, InvocationFault>(idsOfInvocation);

/** Does harm to each call that holds one of these events, for good. */
export function onCulprits(
    { markAffected }: FaultContext,
    culprits: string[],
    harm: () => Fault,
): (call: Call) => Fault | undefined {
    return (call) => {
        const found = idsOf(call).filter((id) => culprits.includes(id));
        if (found.length === 0) return undefined;
        markAffected(found);
        return harm();
    };
}

/** Fails these events with a code, each as many times. */
export function onEvents(
    { markAffected }: FaultContext,
    ids: string[],
    failure: EventFailure<string>,
    times: number,
): (call: Call) => Fault | undefined {
    const left = new Map(ids.map((id) => [id, times]));
    return (call) => {
        const failing = idsOf(call).filter((id) => (left.get(id) ?? 0) > 0);
        if (failing.length === 0) return undefined;
        for (const id of failing) left.set(id, (left.get(id) as number) - 1);
        markAffected(failing);
        return { failures: Object.fromEntries(failing.map((id) => [id, failure])) };
    };
}
