import { both } from "./conflict";
import type { Conflict, ConflictOfGiven } from "./conflict";

/** What a function's variables may have together, in bytes (Lambda quotas, "Environment variables"). */
const mostOfEnvironment = 4096;
/** What the variables take that are made of names and ARNs, and all names: at the most. */
const others = 700;

/** Judged by what is given. */
export const preparationConflicts: ConflictOfGiven[] = [
    both("eventTypes.include", "eventTypes.exclude", "keep the list that is shorter"),
    {
        inputs: ["eventTypes", "eventTypes.include", "eventTypes.exclude"],
        missingIn: "eventTypes",
        check: (given, include, exclude) =>
            given !== undefined && include === undefined && exclude === undefined
                ? "is empty; give include or exclude, or leave eventTypes out"
                : undefined,
    },
];

/** Lists that reach the function in its environment, where Lambda has room for so much. */
export const roomConflicts: Conflict[] = ["eventTypes.include", "eventTypes.exclude"].map((input) => ({
    inputs: [input, "externalId", "channel.policy.externalId", "forwarder.eventSource"],
    check(listed: number[] | undefined, ...texts: (string | undefined)[]) {
        if (listed === undefined) return undefined;
        const values = [listed.join(), ...texts.map((text = "") => text)];
        const bytes = Buffer.byteLength(values.join("")) + others;
        if (bytes <= mostOfEnvironment) return undefined;
        return (
            `${listed.length} event types make an environment of up to ${bytes} bytes, and Lambda takes ${mostOfEnvironment}; ` +
            `name fewer: those to ${input.endsWith("include") ? "exclude" : "include"}, if they are fewer`
        );
    },
}));
