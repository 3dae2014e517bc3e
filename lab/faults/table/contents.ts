import { readSamples } from "../../samples/samples";
import { typicalEvent } from "../../samples/typical";
import type { FaultCase } from "../types";

function sized(bytes: number): (count: number) => string[] {
    return (count) => Array.from({ length: count }, (_, index) => typicalEvent(index, bytes));
}

/** Times as OneLogin would write them, and `eventTime` as it has to arrive. */
const times: [written: string, eventTime: string][] = [
    ["1970-01-01 00:00:00 UTC", "1970-01-01T00:00:00Z"],
    ["1999-12-31 23:59:59 UTC", "1999-12-31T23:59:59Z"],
    ["2024-02-29 12:00:00 UTC", "2024-02-29T12:00:00Z"],
    ["2000-02-29 23:59:59 UTC", "2000-02-29T23:59:59Z"],
    ["2028-02-29 00:00:00 UTC", "2028-02-29T00:00:00Z"],
    ["2099-12-31 23:59:59 UTC", "2099-12-31T23:59:59Z"],
    ["9999-12-31 23:59:59 UTC", "9999-12-31T23:59:59Z"],
];

/** Each event with one of the times. */
function timed(count: number): string[] {
    return Array.from({ length: count }, (_, index) => {
        const event = JSON.parse(typicalEvent(index)) as { detail: Record<string, unknown> };
        event.detail.event_timestamp = times[index % times.length][0];
        return JSON.stringify(event);
    });
}

const known = new Map(times);

/** Nothing fails here: the events themselves are the fault, and all of them are touched. */
function events(name: string, what: string, more: Pick<FaultCase, "events"> & Partial<FaultCase>): FaultCase {
    return {
        name,
        what,
        ends: { buffered: "lake", direct: "lake", s3: "lake" },
        alone: true,
        // Here work takes the time, which nothing shortens: messages are hidden for as long as that needs.
        speed: 1,
        settings: (mode) => ({
            forwarderTimeoutSeconds: 900,
            ...(mode === "direct" ? {} : { alarmsWaitMinutes: 120 }),
        }),
        inject({ ids, markAffected }) {
            markAffected(ids);
            return {};
        },
        ...more,
    };
}

export const contentFaults: FaultCase[] = [
    events("batch-over-1-MB", "events of 15 kB: a full batch is more than a call takes", {
        again: "none",
        events: sized(15_000),
    }),
    events(
        "batch-over-6-MB",
        "events of 70 kB: a full batch is more than an invocation takes, in the default memory",
        {
            again: "none",
            events: sized(70_000),
        },
    ),
    events("awkward-samples", "the sample day, with all that is awkward in it", {
        events: () => readSamples(),
    }),
    events("clocks", "events of 1970, 9999 and leap days", {
        again: "none",
        events: timed,
        eventTime(event) {
            const { detail } = JSON.parse(event) as { detail: { event_timestamp: string } };
            return known.get(detail.event_timestamp) as string;
        },
    }),
    events("sent-twice", "EventBridge delivers every event twice", {
        events: (count) => Array.from({ length: count }, (_, index) => typicalEvent(index >> 1)),
    }),
];
