import { secondsPerDay, visibilityTimeout } from "../timing";
import type { Conflict } from "./conflict";

/** Limits of a destination's queue that depend on each other; `group` has its settings. */
export function queueConflicts(group: "delivery" | "s3.delivery"): Conflict[] {
    return [
        {
            inputs: [`${group}.batchWindowSeconds`, `${group}.batchSize`],
            check: (window: number, size: number) =>
                size > 10 && window < 1
                    ? `${window} must be at least 1 if ${group}.batchSize is ${size}; Lambda takes 0 only for batches of up to 10`
                    : undefined,
        },
        {
            inputs: [
                `${group}.maxReceiveCount`,
                `${group}.retentionDays`,
                `${group}.batchWindowSeconds`,
                "forwarder.timeoutSeconds",
            ],
            check(count: number, days: number, window: number, timeout: number) {
                const visibility = visibilityTimeout(timeout, window);
                const half = (days * secondsPerDay) / 2;
                if (count * visibility <= half) return undefined;
                return (
                    `${count} deliveries of ${visibility} s (6 x forwarder.timeoutSeconds + ${group}.batchWindowSeconds) exceed half of the ${days === 1 ? "day" : `${days} days`} that ` +
                    `messages are kept: they would expire before they are dead-lettered; lower it to ${Math.floor(half / visibility)} or less`
                );
            },
        },
    ];
}
