import { required } from "./conflict";
import type { Conflict, ConflictOfGiven } from "./conflict";
import type { DestinationName } from "./table";
import { secondsOfRetry } from "./watching";

/** Judged by what is given. */
export const watchingConflicts: ConflictOfGiven[] = [
    required("alarms", "actions", "name what to call, such as the ARN of an SNS topic"),
    {
        inputs: ["alarms.waitMinutes", "delivery.mode"],
        check: (minutes, mode) =>
            minutes !== undefined && mode === "direct"
                ? "has no meaning with mode direct, which has no queue; leave it out, or set delivery.mode to buffered"
                : undefined,
    },
];

/** One failed try is ordinary life: nobody is called for it. */
function waitConflict(destination: DestinationName, group: "delivery" | "s3.delivery"): Conflict {
    return {
        inputs: [
            "alarms.waitMinutes",
            "forwarder.timeoutSeconds",
            `${group}.batchWindowSeconds`,
            "destinations",
            "delivery.mode",
        ],
        check(minutes: number | undefined, timeout: number, window: number, destinations: string[], mode) {
            if (minutes === undefined || !destinations.includes(destination) || mode === "direct")
                return undefined;
            const seconds = secondsOfRetry(timeout, window);
            if (minutes * 60 > seconds) return undefined;
            return (
                `${minutes} must be more than one failed try takes, ${seconds} s (7 x forwarder.timeoutSeconds + 2 x ${group}.batchWindowSeconds); ` +
                `raise it to ${Math.floor(seconds / 60) + 1} or more`
            );
        },
    };
}

/** Judged by values. */
export const waitConflicts: Conflict[] = [
    waitConflict("cloudtrail-lake", "delivery"),
    waitConflict("s3", "s3.delivery"),
];
