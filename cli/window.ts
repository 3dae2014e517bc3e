import { Misuse } from "./errors";
import { momentOf } from "./time";

/** Between which moments to look, as it is written. */
export interface WindowOptions {
    since?: string;
    until?: string;
}

/** From one moment on, up to and without another. */
export interface Window {
    since: Date;
    until: Date;
}

/** @throws Misuse if it ends before it begins. */
export function windowOf({ since, until }: Required<WindowOptions>, now: Date): Window {
    const window = {
        since: new Date(momentOf("--since", since, now)),
        until: new Date(momentOf("--until", until, now)),
    };
    if (window.since < window.until) return window;
    throw new Misuse(
        `--since ${since} is not before --until ${until}.`,
        "Give the earlier moment as --since: 48h is before 15m.",
    );
}
