/** The properties of the mapping: JSON text in, a record or a refusal out. */
import fc from "fast-check";
import { createForwardersMapper } from "../support/mapper";
import { anyBody, anyEvent, style } from "./arbitrary/events";
import { idPair } from "./arbitrary/ids";
import { readEvent } from "./model";
import { checkRecord, examine, type Made } from "./record";
import { rewrite } from "./rewriting";
import { property } from "./property";

const receivedAt = Date.parse("2026-11-21T08:00:00.123Z");
const mapper = createForwardersMapper();

/** Another one, with another past. */
let other = createForwardersMapper();
let mapped = 0;

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

const anything = property(
    "any JSON text becomes a record that keeps its contract, or is refused",
    2,
    (seen) =>
        fc.property(anyBody, (body) => {
            seen(body, mapChecked(body));
        }),
);

const deterministic = property("the same text makes the same record, whatever was mapped before", 1, (seen) =>
    fc.property(anyBody, (body) => {
        if (mapped++ % 500 === 0) other = createForwardersMapper();
        const [first, second] = [mapper.map(body, receivedAt), other.map(body, receivedAt)];
        if (JSON.stringify(first) !== JSON.stringify(second)) throw new Error("The two differ.");
        seen(body, mapChecked(body));
    }),
);

const equal = property(
    "an equal event makes an equal record, however it is written and with whatever nulls",
    1,
    (seen) =>
        fc.property(anyEvent, style, (body, written) => {
            const [one, again] = [mapChecked(body), mapChecked(rewrite(body, written))];
            seen(body, one);
            seen(body, again);
            // Without an id of its own an event is known by its text alone.
            if (!one || one.expected.id === "") return;
            if (one.record.text !== again?.record.text) throw new Error("The two records differ.");
        }),
);

const distinct = property("no two different ids make the same id", 1, (seen) =>
    fc.property(idPair, (pair) => {
        const ids = pair.map((uuid) => {
            const body = JSON.stringify({ detail: { uuid } });
            const made = mapChecked(body);
            seen(body, made);
            return made?.record.id;
        });
        if (ids[0] === ids[1]) throw new Error(`Both become ${ids[0]}.`);
    }),
);

const mappingProperties = [anything, deterministic, equal, distinct];

export { distinct, mapChecked, mappingProperties, receivedAt };
