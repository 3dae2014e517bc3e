/** The mapping, every check made of what it makes: JSON text in, a record or a refusal out. */
import { createForwardersMapper } from "../support/mapper";
import { readEvent } from "./model";
import { checkRecord, examine, type Made } from "./record";

const receivedAt = Date.parse("2026-11-21T08:00:00.123Z");
const mapper = createForwardersMapper();

/** The record that is made of `body`, which every check has passed; `undefined` where it is no event. */
function mapChecked(body: string, at = receivedAt): Made | undefined {
    const record = mapper.map(body, at);
    const event = readEvent(body);
    if (typeof record === "string") {
        if (event) throw new Error(`An event was refused: ${record}`);
        return undefined;
    }
    if (!event) throw new Error("What is no event was mapped.");
    const made = examine(body, event, record, at);
    checkRecord(made);
    return made;
}

export { mapChecked, mapper, receivedAt };
