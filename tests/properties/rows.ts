/** The rows in S3, every check made of them: they say what CloudTrail Lake would hold, and all of the event. */
import { createWritersMapper, receivedAt } from "../support/mapper";
import { compareRaw } from "./cuts";
import { isObject, type EventFields, type Fields } from "./model";
import { mapChecked, type Made } from "./record";

const mapper = createWritersMapper();

/** Halves of surrogate pairs become U+FFFD, in keys, too; of keys that are the same then, the last counts. */
function mended(value: unknown, levels = 110): unknown {
    if (typeof value === "string") return value.toWellFormed();
    // Nested too deeply, it is text in a row.
    if (levels === 0) return value;
    if (Array.isArray(value)) return value.map((item) => mended(item, levels - 1));
    if (!isObject(value)) return value;
    const members = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(
        members.map(([key, member]) => [key.toWellFormed(), mended(member, levels - 1)]),
    );
}

/** The fields of `eventData` as the table names them. */
function inColumns(data: Fields): Fields {
    const lower = (fields: Fields) =>
        Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
    const { errormessage: errormssage, ...named } = lower(data);
    return {
        ...named,
        ...(errormssage === undefined ? {} : { errormssage }),
        useridentity: lower(data.userIdentity as Fields),
    };
}

/** Equal, in whatever order their members are. */
function expectSame(what: string, found: unknown, expected: unknown): void {
    const sorted = (_: string, value: unknown) =>
        isObject(value)
            ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
            : value;
    const [one, other] = [found, expected].map((value) => JSON.stringify(value, sorted));
    if (one !== other) throw new Error(`${what} is ${one}, and should be ${other}`);
}

/** An event's record and its row, both as every check has passed them; nothing for what is no event. */
function rowChecked(body: string): { made?: Made; row?: string } {
    const made = mapChecked(body);
    const mapped = mapper.map(body, receivedAt);
    if (typeof mapped === "string") {
        if (made !== undefined) throw new Error(`An event was refused: ${mapped}`);
        return {};
    }
    if (made === undefined) throw new Error("What is no event became a row.");
    const { text } = mapped;
    // Less of the event is truncated here.
    const others = { ...mapped, text: "", truncated: false };
    expectSame("what is known of the event", others, { ...made.record, text: "", truncated: false });
    if (text.includes("\n") || !text.isWellFormed() || /(^|[^\\])(\\\\)*\\ud[89a-f]/.test(text))
        throw new Error(`${text} is not a line of UTF-8`);
    checkRow(JSON.parse(text) as Fields, made);
    return { made, row: text };
}

function checkRow(row: Fields, made: Made): void {
    const sent = mended({ ...made.data, additionalEventData: null }) as Fields;
    const held = JSON.parse(row.eventjson as string) as {
        eventData: Fields & { additionalEventData: Fields };
    };
    const { additionalEventData, ...fields } = held.eventData;
    expectSame("eventjson", fields, sent);
    const { additionaleventdata, ...columns } = row.eventdata as Fields & {
        additionaleventdata: { raw: string };
    };
    expectSame("eventdata", columns, inColumns(sent));
    const raw = JSON.parse(additionaleventdata.raw) as Fields;
    expectSame("raw in eventjson", additionalEventData, { raw });
    const [cut, wrong]: [string[], string[]] = [[], []];
    compareRaw(mended(made.event) as EventFields, raw, cut, wrong);
    const asText = made.expected.tooDeep.map((path) => path.toWellFormed());
    expectSame("what raw lacks", [cut, wrong.sort()], [[], [...new Set(asText)].sort()]);
}

export { expectSame, rowChecked };
