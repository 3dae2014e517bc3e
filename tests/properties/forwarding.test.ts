/** The properties of the whole forwarder, between services that do anything. */
import { expect } from "chai";
import fc from "fast-check";
import type { Handler } from "../../handler/handling";
import { codeOf, serializeForwarder } from "../../lab/forwarder/closure";
import { batchOf } from "../../lab/forwarder/events";
import { invoke, type Message, type Run } from "../support/forwarder";
import { receivedAt } from "../support/mapper";
import { messageFaults } from "../support/messages";
import { anyBody, isSendable } from "./arbitrary/events";
import { anyScript, type Script } from "./arbitrary/services";
import { scripted, type Said } from "./channel";
import { checkFates, checkFigures, ends, fail, forbid } from "./fates";
import { isObject, readEvent } from "./model";
import { logFaults } from "./privacy";
import { holds } from "./property";
import { checkRecord, examine, mapChecked, type Made } from "./record";
import { compare } from "./cuts";

/** The body again, as it is or with a member more in the envelope or in the detail. */
type Twin = { of: number; how: "same" | "otherEnvelope" | "otherDetail" } | undefined;

const anyTwin: fc.Arbitrary<Twin> = fc.option(
    fc.record({
        of: fc.nat({ max: 20 }),
        how: fc.constantFrom("same" as const, "otherEnvelope" as const, "otherDetail" as const),
    }),
    { freq: 4, nil: undefined },
);

/** `number`: a member that is given twice would be read once, and make the same record as a twin's twin. */
function twinOf(body: string, how: "same" | "otherEnvelope" | "otherDetail", number: number): string {
    const place = how === "otherEnvelope" ? /^\s*\{(?=\s*")/ : /"detail"\s*:\s*\{(?=\s*")/;
    return how === "same" ? body : body.replace(place, (found) => `${found}"again${number}":1,`);
}

const anyBatch = fc.array(fc.tuple(anyBody, anyTwin), { minLength: 1, maxLength: 16 }).map((entries) => {
    const bodies: string[] = [];
    for (const [body, twin] of entries) {
        const original = twin && bodies[twin.of];
        const next = original === undefined ? body : twinOf(original, twin?.how ?? "same", bodies.length);
        bodies.push(isSendable(next) ? next : body);
    }
    return bodies;
});

async function run(event: unknown, script: Script, code: () => Handler): Promise<{ run: Run; said: Said }> {
    const { said, services } = scripted(script);
    const write = process.stderr.write.bind(process.stderr);
    const printed: string[] = [];
    process.stderr.write = (chunk: unknown) => printed.push(String(chunk)) > 0;
    try {
        const seen = await invoke(event, { ...services, code });
        forbid([...said.faults, ...seen.deadLetters.flatMap(messageFaults)]);
        if (printed.length > 0) fail(`${printed.join("")} was printed to stderr`);
        return { run: seen, said };
    } finally {
        process.stderr.write = write;
    }
}

/** What reached the channel, against the event that was handed over: times of receipt are the invocation's. */
function checkSent(body: string, { inputs }: Run): void {
    const [sent] = inputs.flatMap(({ auditEvents }) => auditEvents);
    const event = readEvent(body);
    if (!sent || !event) return;
    const { eventTime } = JSON.parse(sent.eventData) as { eventTime: string };
    const near = Math.abs(Date.parse(eventTime) - Date.now()) < 60_000;
    const made = examine(
        body,
        event,
        { id: sent.id, text: sent.eventData },
        near ? Date.parse(eventTime) : Date.now(),
    );
    checkRecord(made);
}

/** A dead letter is the event itself. */
function checkLetters(event: unknown, letters: Message[]): void {
    for (const { MessageBody, MessageAttributes } of letters) {
        // Too deep to be compared, too; tests/handler/handling.test.ts has its text.
        if (MessageAttributes.errorCode?.StringValue === "NestedTooDeeply") continue;
        const [cut, wrong]: [string[], string[]] = [[], []];
        compare(event, JSON.parse(MessageBody) as unknown, "$", cut, wrong);
        forbid([...cut, ...wrong].map((path) => `${path} is not the event's in its dead letter`));
    }
}

/** What the log may call the event. Without an id of its own that is the hash of a text which only the forwarder knows. */
function idsOf(made: Made | undefined, { log }: Run): string[] {
    if (!made) return ["request-1"];
    // Too deep to be written, an event is not even mapped.
    if (made.expected.id !== "") return [made.record.id, "request-1"];
    return log.undelivered.map(({ id }) => String(id)).filter((id) => /^[0-9a-f]{64}$/.test(id));
}

function readJson(body: string): unknown {
    try {
        return JSON.parse(body);
    } catch {
        return undefined;
    }
}

describe("the whole forwarder, property by property", () => {
    let shipped: () => Handler;
    before(async () => (shipped = codeOf(await serializeForwarder())));

    holds("each message of a batch ends in one way, and the log tells nothing of its content", 80, () =>
        fc.asyncProperty(anyBatch, anyScript, async (bodies, script) => {
            const deliveries = bodies.map((body, index) => ({
                messageId: `m${index}`,
                body,
                made: mapChecked(body),
            }));
            const outcome = await run(batchOf(bodies, receivedAt), script, shipped);
            checkFates(deliveries, outcome.run, outcome.said);
            checkFigures(deliveries, outcome.run);
            const ids = deliveries.flatMap(({ messageId, made }) => [messageId, made?.record.id ?? ""]);
            forbid(logFaults(outcome.run, ids, outcome.said.words));
        }),
    );

    holds(
        "an event straight from EventBridge ends in one way, and the log tells nothing of its content",
        120,
        () =>
            fc.asyncProperty(anyBody, anyScript, async (body, script) => {
                const event = readJson(body);
                // EventBridge's events have no records; a batch has.
                if (event === undefined || (isObject(event) && "Records" in event)) return;
                const { run: seenRun, said } = await run(event, script, shipped);
                const { error, deadLetters } = seenRun;
                checkSent(body, seenRun);
                checkLetters(event, deadLetters);
                if (deadLetters.length > 1 || (error && deadLetters.length > 0))
                    fail("the event ended in two ways");
                const accepted = said.accepted.size > 0;
                if (!error && deadLetters.length === 0 && !accepted)
                    fail("the event was acknowledged and is nowhere");
                if (accepted && (error || deadLetters.length > 0))
                    fail("the event was accepted and not acknowledged");
                forbid(logFaults(seenRun, idsOf(mapChecked(body), seenRun), said.words));
            }),
    );

    it("brings events to each end that there is", () => {
        const all = Object.values(ends).reduce((sum, count) => sum + count);
        for (const [end, count] of Object.entries(ends)) expect(count / all, end).to.be.above(0.05);
    });
});
