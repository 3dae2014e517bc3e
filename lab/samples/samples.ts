import { readDay } from "./day";
import { generateEvents, GenerateOptions } from "./generate";
import { Place, placed } from "./place";
import { fillTemplate } from "./template";
import { moveTimestamp } from "./timestamps";
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
    return day.events.map((event) =>
        fillTemplate(event, (slot) =>
            slot.key === "time" || slot.key === "event_timestamp"
                ? moveTimestamp(slot.value, seconds)
                : placed(slot, options),
        ),
    );
}

export { generateEvents, readSamples, typicalEvent };
export type { GenerateOptions, SampleOptions, TypicalEventOptions };
