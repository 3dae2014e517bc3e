import type { Answer, Fault } from "../../../local/channel/types";
import { destinationOf } from "../modes";
import { endOfOutage, first, onCalls } from "../scripts";
import type { FaultCase } from "../types";

/** Rewritten answers, each wrong in its way. */
const untruths: [name: string, what: string, rewrite: (answer: Answer) => unknown][] = [
    [
        "omits-ids",
        "omits every second id",
        ({ successful }) => ({ successful: successful.filter((_, index) => index % 2 === 1), failed: [] }),
    ],
    [
        "repeats-ids",
        "names each id twice",
        ({ successful }) => ({ successful: [...successful, ...successful], failed: [] }),
    ],
    [
        "contradicts-itself",
        "names each id among the successful and among the failed",
        ({ successful }) => ({
            successful,
            failed: successful.map(({ id }) => ({ id, errorCode: "InvalidData", errorMessage: "" })),
        }),
    ],
    ["has-no-lists", "has neither list", () => ({})],
    ["has-null-lists", "has null for its lists", () => ({ successful: null, failed: null })],
];

/** After the events were accepted: the forwarder can't know, sends them again, and they are in the lake twice. */
function ambiguous(name: string, what: string, fault: Fault): FaultCase {
    return {
        name,
        what,
        ends: { buffered: "lake", direct: "lake" },
        duplicates: "certain",
        inject: (context) => ({ channel: onCalls(context, first(2), fault) }),
    };
}

export const connectionFaults: FaultCase[] = [
    {
        name: "connection-refused",
        what: "nobody listens at the destination's address for an hour",
        ends: { buffered: "lake", direct: "lambda", s3: "lake" },
        alone: true,
        again: "some",
        inject: (context) => ({
            async meanwhile() {
                const comeBack = await context.pipeline().unit(destinationOf(context.mode)).store.goOffline();
                await endOfOutage(context);
                await comeBack();
                context.markAffected(context.ids);
            },
        }),
    },
    {
        name: "connection-reset-before-request",
        what: "the first 18 connections break before the request is read",
        ends: { buffered: "lake", direct: "lake", s3: "lake" },
        again: "some",
        inject({ ids, markAffected }) {
            const strikes = first(18);
            const breaks = () => {
                const broken = strikes();
                if (broken) markAffected(ids);
                return broken;
            };
            return { breaks, breaksObjects: breaks };
        },
    },
    {
        name: "connection-reset-before-acceptance",
        what: "the first 18 calls break once the request is read",
        ends: { buffered: "lake", direct: "lake" },
        again: "some",
        inject: (context) => ({ channel: onCalls(context, first(18), { reset: "beforeAcceptance" }) }),
    },
    ambiguous("connection-reset-after-acceptance", "two calls break after the service took the events", {
        reset: "afterAcceptance",
    }),
    ambiguous("answer-half-sent", "two answers break off halfway", { reset: "withinAnswer" }),
    ambiguous("answer-not-json", "two answers are a proxy's web page", { answer: "<html>502</html>" }),
    ambiguous("answer-empty", "two answers are empty", { answer: "" }),
    ...untruths.map(([name, what, rewrite]): FaultCase => ({
        ...ambiguous(`answer-${name}`, `two answers: each ${what}`, { rewrite }),
        duplicates: name === "repeats-ids" ? undefined : "certain",
    })),
    {
        name: "answer-slower-than-the-timeout",
        what: "two calls take the events, and answer after the function's time is over",
        ends: { buffered: "lake", direct: "lake" },
        returns: true,
        duplicates: "certain",
        inject: (context) => ({ channel: onCalls(context, first(2), { answerDelayMs: 3500 }) }),
    },
    {
        name: "call-slower-than-the-timeout",
        what: "two calls are not looked at until the function's time is over",
        ends: { buffered: "lake", direct: "lake" },
        returns: true,
        inject: (context) => ({
            channel: onCalls(context, first(2), { delayMs: 3500, reset: "beforeAcceptance" }),
        }),
    },
];
