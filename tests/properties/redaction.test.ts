/** What is redacted reaches no destination and no log, whatever it is and whatever the services do. */
import { expect } from "chai";
import fc from "fast-check";
import { gunzipSync } from "node:zlib";
import { writerCode } from "../../components/writerCode";
import type { Handler } from "../../handler/handling";
import { codeOf, serializeForwarder } from "../../lab/forwarder/closure";
import { batchOf, secretArn } from "../../lab/forwarder/events";
import { invoke, type Options, type Run } from "../support/forwarder";
import { receivedAt } from "../support/mapper";
import { anyEvent, isSendable } from "./arbitrary/events";
import { anyText, anyValue, nest, write, writeObject } from "./arbitrary/json";
import { anyScript, type Script } from "./arbitrary/services";
import { scripted } from "./channel";
import { fail } from "./fates";
import { holds } from "./property";

/** Keys of each place that the mapping has for a value, and one that nobody knows. */
const removed = ["notes", "user_agent", "proxy_ip", "create", "risk_reasons", "api_credential_name"];
const hashed = ["user_name", "user_id", "ipaddr", "actor_user_id", "error_description", "resolution", "mine"];

/** Stands in every value that is redacted, and nowhere else; the number is a value of its own. */
const marker = "MARK7305194682";
const mark = /MARK7|7305194682/;

const marked = fc.oneof(
    fc.tuple(anyText, anyText).map(([before, after]) => write(before + marker + after)),
    fc.constantFrom("7305194682", "-7305194682.5", write(`198.51.100.7 ${marker}`), write("7305194682")),
    fc.tuple(anyValue, anyText).map(([value, text]) => `{"_id":${value},${write(marker + text)}:7305194682}`),
    anyValue.map((value) => `[${value},["${marker}",7305194682]]`),
    fc.constantFrom(50, 101, 5000).map((levels) => nest(levels, write(marker), false)),
);
const absent = fc.constantFrom("null", '""');

/** Values of redacted keys, some of which come twice: the last one counts. */
const members = fc.array(
    fc.tuple(
        fc.constantFrom(...removed, ...hashed),
        fc.oneof({ weight: 9, arbitrary: marked }, { weight: 1, arbitrary: absent }),
    ),
    { minLength: 1, maxLength: 9 },
);

/** An event whose detail has these in front; a key that comes again has another value, which counts. */
const anyRedactable = fc
    .tuple(anyEvent, members)
    .map(([body, inserted]) => {
        const text = writeObject([["inserted", "1"], ...inserted]).slice(1, -1);
        return body.replace(/"detail"\s*:\s*\{(?=\s*")/, (found) => `${found}${text},`);
    })
    // In another object of that name it would not be redacted.
    .filter((body) => isSendable(body) && isInserted(body));

function isInserted(body: string): boolean {
    return (JSON.parse(body) as { detail: { inserted?: unknown } }).detail.inserted === 1;
}

const environment = {
    EVENT_TYPES: "all",
    REDACTION: `remove ${removed.join()} hash ${hashed.join()}`,
    HASH_KEY_ARN: secretArn,
};

/** Bodies, and invocations that sent some. */
let [bodies, invocations, sending] = [0, 0, 0];

function check({ inputs, objects, lines, error }: Run): void {
    const rows = objects.map(({ Body }) => gunzipSync(Body).toString());
    const texts = [JSON.stringify(inputs), ...rows, ...lines, String(error?.stack)];
    const found = texts.map((text) => mark.exec(text)).find((match) => match !== null);
    if (found)
        fail(
            `a redacted value is there: ${found.input.slice(Math.max(0, found.index - 200), found.index + 40)}`,
        );
    invocations++;
    if (inputs.length + objects.length > 0) sending++;
}

async function run(batch: string[], script: Script | undefined, code: Options["code"]): Promise<void> {
    bodies += batch.length;
    const services = script ? scripted(script).services : {};
    check(await invoke(batchOf(batch, receivedAt), { ...services, code, environment }));
}

const anyBatch = fc.array(anyRedactable, { minLength: 1, maxLength: 16 });

describe("redaction, property by property", () => {
    let shipped: () => Handler;
    before(async () => (shipped = codeOf(await serializeForwarder(true))));

    holds("no redacted value reaches CloudTrail Lake or the log, from what ships", 30, () =>
        fc.asyncProperty(anyBatch, anyScript, (batch, script) => run(batch, script, shipped)),
    );

    holds("no redacted value reaches S3 or the log", 15, () =>
        fc.asyncProperty(anyBatch, (batch) => run(batch, undefined, writerCode(true))),
    );

    it("is looked at where events are sent", () => expect(sending / invocations).to.be.above(0.8));

    after(() => {
        if (process.env.PROPERTY_TIMES) process.stderr.write(`${bodies} bodies were redacted.\n`);
    });
});
