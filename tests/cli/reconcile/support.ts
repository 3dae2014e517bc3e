/** What is in the raw event log of a pipeline that runs, with times that a test chooses. */
import { event } from "../../../lab/forwarder/events";
import type { Local } from "../support";

const minute = 60_000;

export const uuidOf = (n: number): string => `0f1e2d3c-4b5a-4978-8796-${String(n).padStart(12, "0")}`;
export const eventOf = (n: number, more: Record<string, unknown> = {}): string => event(uuidOf(n), more);

/** Writes to the log alone, as if the event had been lost on its way. */
export function lose(local: Local, minutesAgo: number, ...events: string[]): void {
    const lines = linesOf(local);
    lines.push(...events.map((message) => ({ timestamp: Date.now() - minutesAgo * minute, message })));
}

/** Puts events on the bus, waits until they are delivered, and lets them have come into the log so long ago. */
export async function deliver(local: Local, minutesAgo: number, ...events: string[]): Promise<void> {
    const before = linesOf(local).length;
    await local.pipeline.put(events);
    await local.pipeline.drain();
    for (const line of linesOf(local).slice(before)) line.timestamp -= minutesAgo * minute;
}

export function linesOf({ deployment, pipeline }: Local): { timestamp: number; message: string }[] {
    const { logs } = pipeline.services.account;
    const { name } = deployment.eventLog as { name: string };
    const lines = logs.get(name) ?? [];
    logs.set(name, lines);
    return lines;
}

/** The ids in each destination, sorted. */
export function storedIn({ pipeline }: Local): Promise<string[][]> {
    return Promise.all(pipeline.units.map(async ({ store }) => (await store.ids()).sort()));
}
