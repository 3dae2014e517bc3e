import { CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { limits } from "../../handler/limits";
import { createScalars } from "../../handler/scalars";
import type { Deployment } from "../deployment";
import { Failure, Misuse } from "../errors";
import { ifDenied } from "../permissions";
import { poll } from "../polling";

/** An event that OneLogin has sent. */
export interface Live {
    /** As it is in the destinations. */
    id: string;
    type: string;
    /** When the raw event log had it, in milliseconds since 1970. */
    logged: number;
}

const { toId } = createScalars(limits.idLength);

/** @throws Misuse without a raw event log, which has a copy of each event that comes to the bus. */
export function rawEventLogOf({ eventLogGroupName }: Deployment): string {
    if (eventLogGroupName !== undefined) return eventLogGroupName;
    throw new Misuse(
        "--live reads the raw event log, and this deployment has none.",
        "Leave out --live, or set `eventLog.enabled`.",
    );
}

/**
 * Waits for the next event on the bus.
 * @throws Failure if none comes in time.
 */
export async function nextEvent(
    logGroupName: string,
    region: string,
    start: number,
    deadline: number,
): Promise<Live> {
    const client = new CloudWatchLogsClient({ region });
    const needs = `logs:FilterLogEvents on ${logGroupName}`;
    async function next(): Promise<Live | undefined> {
        // A page may be empty, though events come behind it (FilterLogEvents API reference).
        for await (const { events = [] } of paginateFilterLogEvents(
            { client },
            { logGroupName, startTime: start },
        ))
            for (const { message = "", timestamp = 0 } of events) {
                const found = readEvent(message, timestamp);
                if (found !== undefined) return found;
            }
        return undefined;
    }
    const live = await poll(async () => {
        const found = await ifDenied(needs, next());
        if (found !== undefined) return found;
        return Date.now() >= deadline ? null : undefined;
    });
    if (live !== null) return live;
    throw new Failure(
        "No event of OneLogin's came to the bus. Nobody but OneLogin can put one there: this cannot be tested from here.",
        "Run `doctor`: it says whether the event source is there. Then look at the webhook in OneLogin.",
    );
}

/** What is not an event with an id is passed over: another one comes. */
function readEvent(message: string, logged: number): Live | undefined {
    try {
        const { detail } = JSON.parse(message) as { detail?: { uuid?: unknown; event_type_id?: unknown } };
        const { uuid, event_type_id: type } = detail ?? {};
        if (typeof uuid !== "string" || uuid === "") return undefined;
        return { id: toId(uuid), type: String(type), logged };
    } catch {
        return undefined;
    }
}
