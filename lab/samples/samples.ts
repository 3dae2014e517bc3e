import { readDay } from "./day";
import { moveTimestamp } from "./moving";
import { generateEvents, GenerateOptions } from "./generate";
import { placed, rewrite } from "./rewrite";
import type { Place } from "./rewrite";
import { typicalEvent, TypicalEventOptions } from "./typical";

interface SampleOptions extends Place {
    /** The time of the day's last event. Default: the present. */
    now?: Date;
}

/**
 * The events of `samples/events.jsonl`, as JSON text, moved in time so that the day ends now and queries about
 * the last days find it. Only `time` and `event_timestamp` differ from the file, each in its own way of writing
 * (and, where options say so, the place); timestamps that are wrong on purpose stay as they are.
 */
function readSamples(options: SampleOptions = {}): string[] {
    const day = readDay();
    const seconds = Math.floor((options.now ?? new Date()).getTime() / 1000) - day.end;
    return day.events.map(({ line }) =>
        rewrite(line, (key, value) =>
            key === "time" || key === "event_timestamp"
                ? moveTimestamp(value, seconds)
                : placed(key, value, options),
        ),
    );
}

export { generateEvents, readSamples, typicalEvent };
export type { GenerateOptions, SampleOptions, TypicalEventOptions };
