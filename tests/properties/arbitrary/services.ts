/** What the channel and the dead-letter queue may do: anything. */
import fc from "fast-check";
import { refusal } from "../../support/forwarder";
import { anyText, anyValue } from "./json";

/** PutAuditEvents' codes for an event, and what is none. */
const codes = fc.oneof(
    {
        weight: 6,
        arbitrary: fc.constantFrom(
            ..."FieldTooLong FieldNotFound InvalidChecksum InvalidData InvalidRecipient".split(" "),
            ..."InvalidEventSource AccountNotSubscribed Throttling InternalFailure".split(" "),
        ),
    },
    { weight: 1, arbitrary: fc.constantFrom<unknown>("", null, undefined, 5, {}, "constructor", "Unheard") },
);

const names = fc.oneof(
    {
        weight: 9,
        arbitrary: fc.constantFrom(
            ..."ValidationException SerializationException ThrottlingException InternalFailure".split(" "),
            ..."AccessDeniedException ChannelNotFound ChannelUnsupportedSchema ExpiredToken".split(" "),
            ..."DuplicatedAuditEventId ServiceUnavailable TimeoutError ECONNRESET AbortError".split(" "),
        ),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const statuses = fc.constantFrom(
    400,
    400,
    400,
    413,
    422,
    401,
    403,
    404,
    408,
    429,
    500,
    502,
    503,
    200,
    undefined,
);

/** What a client throws: most of it errors. */
const thrown = fc.oneof(
    { weight: 12, arbitrary: fc.tuple(names, statuses).map(([name, status]) => refusal(name, status)) },
    {
        weight: 1,
        arbitrary: fc.constantFrom<unknown>(null, undefined, "text", 5, Symbol("symbol"), {}, [], {
            name: 7,
        }),
    },
    { weight: 1, arbitrary: anyText.map((text) => new Error(text)) },
);

/** What one call of PutAuditEvents meets. */
type Behaviour =
    | { kind: "accepts" }
    /** Each event whose place in the call divides so. */
    | { kind: "fails"; every: number; code: unknown }
    | { kind: "throws"; error: unknown }
    /** A call with such an event is refused for what it contains. */
    | { kind: "refuses"; every: number; name: string }
    | { kind: "answers"; answer: unknown }
    | { kind: "muddles"; how: "leaves out" | "repeats" | "contradicts" | "adds" }
    | { kind: "is silent" };

const every = fc.integer({ min: 1, max: 5 });
const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
    { weight: 6, arbitrary: fc.constant({ kind: "accepts" as const }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("fails" as const), every, code: codes }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("throws" as const), error: thrown }) },
    {
        weight: 3,
        arbitrary: fc.record({
            kind: fc.constant("refuses" as const),
            every,
            name: fc.constantFrom("ValidationException", "InvalidEvent", "ChannelUnsupportedSchema"),
        }),
    },
    {
        weight: 1,
        arbitrary: anyValue.map((json) => ({
            kind: "answers" as const,
            answer: JSON.parse(json) as unknown,
        })),
    },
    {
        weight: 1,
        arbitrary: fc.record({
            kind: fc.constant("answers" as const),
            answer: fc.record({
                successful: fc.constantFrom<unknown>([], null, "x", [null], [5], {}),
                failed: fc.constantFrom<unknown>([], null, undefined, "x", [undefined], [{}]),
            }),
        }),
    },
    {
        weight: 2,
        arbitrary: fc.record({
            kind: fc.constant("muddles" as const),
            how: fc.constantFrom("leaves out" as const, "repeats", "contradicts", "adds"),
        }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: "is silent" as const }) },
);

interface Script {
    /** One after the other, and again from the start. */
    puts: Behaviour[];
    /** What the dead-letter queue throws, where it does not take the message. */
    refusals: { error: unknown }[];
    /** Milliseconds that Lambda leaves the invocation. Silence is only waited for where they are few. */
    remaining: number;
}

const anyScript: fc.Arbitrary<Script> = fc.record({
    puts: fc.oneof(
        { weight: 1, arbitrary: fc.constant<Behaviour[]>([{ kind: "accepts" }]) },
        { weight: 3, arbitrary: fc.array(behaviour, { minLength: 1, maxLength: 4 }) },
    ),
    refusals: fc.oneof(
        { weight: 4, arbitrary: fc.constant<Script["refusals"]>([]) },
        { weight: 1, arbitrary: fc.array(fc.record({ error: thrown }), { maxLength: 3 }) },
    ),
    remaining: fc.oneof(
        { weight: 40, arbitrary: fc.constant(60_000) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 }) },
    ),
});

export { anyScript, type Behaviour, type Script };
