import type { DeploymentOptions } from "../deployment";
import { Misuse } from "../errors";
import { windowOf as windowAsked } from "../window";

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

/** An event needs so many milliseconds at most to be delivered and found by SQL, if all is well. */
const settling = 15 * 60_000;
const second = 1000;

/** @throws Misuse */
export function windowOf({ since, until = "15m" }: ReconcileOptions, now: Date): Window {
    const asked = windowAsked({ since, until }, now);
    if (asked.until.getTime() > now.getTime() - settling)
        throw new Misuse(
            `--until ${until} is less than 15 minutes ago: events are still on their way.`,
            "Leave it out, or give an earlier moment.",
        );
    const whole = (moment: Date) => Math.floor(moment.getTime() / second) * second;
    return { since: whole(asked.since), until: whole(asked.until) };
}
