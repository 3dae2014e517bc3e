import { typicalEvent } from "../../samples/typical";
import type { InvocationFault } from "../../../local/run/instance";
import { destinationOf } from "../modes";
import { first, idsInObject, idsOf, idsOfInvocation, onInvocations } from "../scripts";
import type { FaultCase } from "../types";

/** Milliseconds: enough for a call that is answered at once. */
const remaining = 3000;

/** Nobody is called for what was tried again once. */
const quiet: string[] = [];

/** What happens to the first invocations. */
const invocations: [
    name: string,
    what: string,
    times: number,
    fault: InvocationFault,
    more?: Partial<FaultCase>,
][] = [
    ["killed-before-the-call", "SIGKILL as two invocations begin", 2, { kill: "before" }, { alarms: quiet }],
    [
        "killed-after-the-call",
        "SIGKILL when the function has ended, before Lambda has its answer; twice",
        2,
        { kill: "after" },
        { alarms: quiet, duplicates: "certain" },
    ],
    ["frozen", "the process stands still until Lambda ends it at its timeout; twice", 2, { freeze: true }],
    ["lambda-throttles", "Lambda has no room for the first 5 invocations", 5, { throttled: true }],
    ["no-time-left", "two invocations begin with no time left", 2, { remaining: 1 }],
];

export const processFaults: FaultCase[] = [
    ...invocations.map(([name, what, times, fault, more]): FaultCase => ({
        name,
        what,
        ends: { buffered: "lake", direct: "lake", s3: "lake" },
        again: "some",
        ...more,
        inject(context) {
            const strike = onInvocations(context, first(times), fault);
            return { invocations: (_, event) => strike(event) };
        },
    })),
    {
        name: "killed-during-the-call",
        what: "SIGKILL while two calls are under way; the service has their requests, and takes them",
        ends: { buffered: "lake", direct: "lake", s3: "lake" },
        again: "some",
        duplicates: "certain",
        inject({ markAffected, pipeline, mode }) {
            const strikes = first(2);
            const kill = (ids: string[]) => {
                markAffected(ids);
                for (const lambda of pipeline().unit(destinationOf(mode)).functions) lambda.kill();
                return {};
            };
            return {
                channel: (call) => (strikes() ? kill(idsOf(call)) : undefined),
                objects: (call) => (strikes() ? kill(idsInObject(call)) : undefined),
            };
        },
    },
    {
        name: "deadline-with-half-the-batch-sent",
        what: "a batch needs several calls; after the first one, the time is over",
        ends: { buffered: "lake" },
        alone: true,
        speed: 1,
        returns: true,
        duplicates: "possible",
        events: (count) =>
            Array.from({ length: Math.max(count, 100) }, (_, index) => typicalEvent(index, 20_000)),
        inject({ markAffected }) {
            let touched: string[] = [];
            let [invocations, calls] = [0, 0];
            return {
                invocations(_, event) {
                    if (++invocations > 1) return undefined;
                    touched = idsOfInvocation(event);
                    return { remaining };
                },
                // Every other call of the invocation: after one alone, the forwarder would send its events again in time.
                channel() {
                    if (invocations > 1 || ++calls < 2) return undefined;
                    markAffected(touched);
                    return { delayMs: remaining, reset: "beforeAcceptance" };
                },
            };
        },
    },
    {
        name: "memory-exhausted",
        what: "the first two processes run out of memory",
        ends: { buffered: "lake", direct: "lake", s3: "lake" },
        again: "some",
        alone: true,
        inject: ({ ids, markAffected }) => ({
            heapMegabytes(start) {
                if (start > 2) return undefined;
                markAffected(ids);
                return tooSmallHeap;
            },
        }),
    },
];

/** Less than what the SDK takes. */
const tooSmallHeap = 6;
