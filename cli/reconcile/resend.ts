import { createHash } from "node:crypto";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { confirm } from "../confirm";
import { isSkipped } from "../permissions";
import { countOf } from "../sqs";
import { targetOf } from "../targets";
import type { Terminal } from "../terminal";
import type { Source } from "./compare";
import type { Missing } from "./tally";
import type { ReconcileOptions } from "./options";
import { sendAll } from "./sending";
import { inWords, type Found, type Resent } from "./report";

interface Clients {
    sqs: SQSClient;
    lambda: LambdaClient;
}

interface Plan {
    found: Found;
    events: Missing[];
    because?: string;
}

/** Lambda may hold an event that it invokes with for so long ("Maximum age of event"), and nobody can look at it there. */
const longestInLambda = 6 * 3_600_000;

/** Says what would be sent again, asks, and sends it. */
export async function resend(
    source: Source,
    all: readonly Found[],
    clients: Clients,
    { json, yes }: ReconcileOptions,
    terminal: Terminal,
    now: Date,
): Promise<Resent[]> {
    const say = json === true ? terminal.note : terminal.print;
    const plans: Plan[] = [];
    for (const found of all) if (found.missing.length > 0) plans.push(await planOf(found, clients, now));
    plans.forEach((plan) => describe(plan, say));
    const isSendable = plans.some(({ events }) => events.length > 0);
    const isAnswerable = yes === true || json !== true;
    const answer =
        isSendable && isAnswerable && (await confirm("Send them?", ["send", "sent"], yes, terminal));
    const resent: Resent[] = [];
    for (const plan of plans) resent.push(answer ? await carryOut(plan, source, clients) : leaving(plan));
    for (const { title, sent } of resent)
        if (sent > 0)
            say(
                `${title}: sent ${inWords(sent, "message")}. Once they are delivered, run the command again.`,
            );
    if (!resent.some(({ sent }) => sent > 0)) say("Nothing was sent.");
    return resent;
}

function describe({ found, events, because }: Plan, say: (line: string) => void): void {
    const { missing, waiting, destination } = found;
    const { title, queueName, functionName } = destination.unit;
    const left = missing.length - events.length;
    if (left > 0) say(`${title}: ${inWords(left, "event")} cannot be sent again, because ${because}.`);
    if (events.length === 0) return;
    const dead = isSkipped(waiting.deadLetters) ? 0 : waiting.deadLetters.messages;
    const first =
        dead > 0 ? ` Among them may be its ${inWords(dead, "dead letter")}: redrive those first.` : "";
    say(
        `${title}: ${inWords(events.length, "event")} to send again to ${queueName ?? functionName}.${first}`,
    );
}

function leaving({ found, because }: Plan, otherwise = "nobody agreed"): Resent {
    const { title, destination } = found.destination.unit;
    return { destination, title, sent: 0, left: found.missing.length, because: because ?? otherwise };
}

async function planOf(found: Found, { sqs }: Clients, now: Date): Promise<Plan> {
    const { unit, unknownRetention } = found.destination;
    const refuse = (because: string): Plan => ({ found, events: [], because });
    if (found.unknownExclusion !== undefined)
        return refuse(`it is not known what eventTypes leaves out (${found.unknownExclusion})`);
    if (unknownRetention !== undefined)
        return refuse(`it is not known how long events are kept (${unknownRetention})`);
    const { queue } = found.waiting;
    if (unit.queueUrl === undefined || queue === undefined) {
        const events = found.missing.filter(({ received }) => received < now.getTime() - longestInLambda);
        return { found, events, because: "Lambda may still be trying those of the last six hours" };
    }
    if (isSkipped(queue)) return refuse(`it is not known whether the queue is empty (${queue.skipped})`);
    // Of what came into the queue before the destination was looked at, all is then there, or in the dead letters.
    const waiting = Math.max(queue.messages, await countOf(sqs, unit.queueUrl));
    if (waiting > 0)
        return refuse(`${waiting} messages are in the queue or in flight, and they may be among them`);
    return { found, events: found.missing };
}

async function carryOut(plan: Plan, source: Source, clients: Clients): Promise<Resent> {
    const { found, events, because } = plan;
    const { unit } = found.destination;
    if (events.length === 0) return leaving(plan);
    // Somebody may have thought about the answer for long.
    if (unit.queueUrl !== undefined && (await countOf(clients.sqs, unit.queueUrl)) > 0)
        return leaving(plan, "messages came into the queue");
    const sent = await sendAll(targetOf(unit, clients), messagesOf(events, source));
    const left = found.missing.length - events.length;
    return { destination: unit.destination, title: unit.title, sent, left, ...(left > 0 && { because }) };
}

/** The messages of these events, whole, each once. */
async function* messagesOf(
    events: readonly Missing[],
    { log, identifier, isExcluded }: Source,
): AsyncIterable<string> {
    const ids = new Set(events.map(({ id }) => id));
    const sent = new Set<string>();
    for await (const { time, text } of log.messages(new Set(events.map(({ received }) => received)))) {
        const id = identifier.identify(text, time)?.id;
        const digest = createHash("sha256").update(text).digest("base64");
        if (id === undefined || !ids.has(id) || isExcluded(text) || sent.has(digest)) continue;
        sent.add(digest);
        yield text;
    }
}
