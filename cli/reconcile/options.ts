import type { DeploymentOptions } from "../deployment";
import { Misuse } from "../errors";
import { momentOf } from "../time";

/** The options of `reconcile`, as they are written. */
export interface ReconcileOptions extends DeploymentOptions {
    since: string;
    until?: string;
    resend?: boolean;
    yes?: boolean;
}

/** In milliseconds, whole seconds; the end is not included. */
export interface Window {
    since: number;
    until: number;
}

/** An event needs so long at most to be delivered and found by SQL, if all is well. */
const settling = 15 * 60_000;
const second = 1000;

/** @throws Misuse */
export function windowOf({ since, until = "15m" }: ReconcileOptions, now: Date): Window {
    const whole = (time: number) => Math.floor(time / second) * second;
    const window = {
        since: whole(momentOf("--since", since, now)),
        until: whole(momentOf("--until", until, now)),
    };
    if (window.until > now.getTime() - settling + second)
        throw new Misuse(
            `--until ${until} is less than 15 minutes ago: events are still on their way.`,
            "Leave it out, or give an earlier time.",
        );
    if (window.since >= window.until)
        throw new Misuse(
            `--since ${since} is not before --until ${until}.`,
            "Give the earlier time first; without --until it is 15 minutes ago.",
        );
    return window;
}
