/** Bodies of messages: EventBridge events of every shape, and what is none. */
import fc from "fast-check";
import { limits } from "../../../handler/limits";
import { alwaysMembers, oneMember, times, type Member } from "./fields";
import { anyId } from "./ids";
import { anyValue, keys, longText, write, writeObject } from "./json";
import { rewrite, type Style } from "../rewriting";

/** More members than a field or `raw` takes, each of them short. */
const crowd = fc
    .tuple(
        fc.integer({ min: 100, max: 3000 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom("k", "€", "7"),
    )
    .map(([count, length, unit]) =>
        Array.from({ length: count }, (_, index): Member => [
            unit + String(index),
            index % 3 === 0 ? String(index) : write(unit.repeat((index % 7) + length)),
        ]),
    );

/** Keys of anybody's. */
const strangers = fc.array(fc.tuple(keys, anyValue), { maxLength: 3 });

const members = fc
    .tuple(
        alwaysMembers,
        fc.array(oneMember, { maxLength: 14 }),
        fc.oneof({ weight: 3, arbitrary: fc.constant<Member[]>([]) }, { weight: 1, arbitrary: strangers }),
        fc.oneof({ weight: 100, arbitrary: fc.constant<Member[]>([]) }, { weight: 1, arbitrary: crowd }),
    )
    // The same key may come twice: JSON.parse takes the last.
    .map(([always, known, others, many]) => [
        ...always.filter((member) => member !== undefined),
        ...known,
        ...others,
        ...many,
    ]);

function often(usual: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> {
    return fc.oneof(
        { weight: 20, arbitrary: usual },
        { weight: 1, arbitrary: anyValue },
        { weight: 1, arbitrary: fc.constant(undefined) },
    );
}

const envelopeKeys = ["version", "id", "detail-type", "source", "account", "time", "region", "resources"];
/** Now and then more of them than `raw` takes, which cannot let any go: it becomes text. */
const resources = fc.oneof(
    { weight: 40, arbitrary: fc.constant("[]") },
    { weight: 1, arbitrary: longText.map((text) => `[${write(text)}]`) },
    {
        weight: 1,
        arbitrary: fc
            .tuple(
                fc.constantFrom('"r"', '"😀"', '"\\ud83d"', "null", "1"),
                fc.integer({ min: 100, max: 9000 }),
            )
            .map(([one, count]) => `[${Array<string>(count).fill(one).join()}]`),
    },
);
const envelopeValues = fc.tuple(
    often(fc.constant('"0"')),
    often(anyId.map(write)),
    often(fc.constant('"OneLogin Event"')),
    often(fc.constant('"aws.partner/onelogin.com/US-205033/061112e9cb"')),
    often(fc.constant('"123456789012"')),
    often(times.map(write)),
    often(fc.constant('"eu-central-1"')),
    often(resources),
);

const style: fc.Arbitrary<Style> = fc.record({
    space: fc.oneof(
        { weight: 3, arbitrary: fc.constant("") },
        { weight: 1, arbitrary: fc.constantFrom(" ", "\n\t") },
    ),
    escape: fc.oneof(
        { weight: 9, arbitrary: fc.constant("needed" as const) },
        { weight: 1, arbitrary: fc.constant("all" as const) },
    ),
    nulls: fc.oneof(
        { weight: 4, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
    ),
});

/** JSON text of an event: an object whose `detail` is an object. */
const anyEvent = fc
    .tuple(envelopeValues, members, fc.nat({ max: 8 }), strangersBeside(), style)
    .map(([values, detail, place, beside, written]) => {
        const envelope = envelopeKeys.flatMap((key, index): Member[] => {
            const json = values[index];
            return json === undefined ? [] : [[key, json]];
        });
        envelope.push(...beside);
        envelope.splice(place, 0, ["detail", writeObject(detail)]);
        return rewrite(writeObject(envelope), written);
    });

/** Beside the detail; a second `detail` would be the one that counts. */
function strangersBeside(): fc.Arbitrary<Member[]> {
    const some = strangers.map((others) => others.filter(([key]) => key !== "detail"));
    return fc.oneof({ weight: 9, arbitrary: fc.constant<Member[]>([]) }, { weight: 1, arbitrary: some });
}

/** An envelope or a detail of another type, or no JSON at all. */
const noEvent = fc.oneof(
    anyValue,
    anyValue.map((detail) => `{"id":"e","detail":${detail}}`),
    anyEvent.map((body) => `[${body}]`),
    anyEvent.map((body) => write(body)),
    fc
        .tuple(anyEvent, fc.double({ min: 0, max: 1, noNaN: true }))
        .map(([body, part]) => body.slice(0, Math.floor(part * body.length))),
    fc.constantFrom("", "undefined", "{'detail':{}}", '{"__proto__":{"detail":{}}}', "\ufeff{}", "NaN"),
);

/** Whether a message, or an event handed over directly, can be this large. */
function isSendable(body: string): boolean {
    return Buffer.byteLength(body) <= limits.messageBytes;
}

/** What a message may hold: most of them events. */
const anyBody = fc
    .oneof({ weight: 14, arbitrary: anyEvent }, { weight: 1, arbitrary: noEvent })
    .filter(isSendable);

export { anyBody, anyEvent, isSendable, style };
