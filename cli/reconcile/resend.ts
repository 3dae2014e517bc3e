import { createHash } from "node:crypto";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { Misuse } from "../errors";
import { isSkipped } from "../permissions";
import type { Terminal } from "../terminal";
import type { Source } from "./compare";
import type { Missing } from "./tally";
import type { ReconcileOptions } from "./options";
import { countOf, sendTo } from "./queues";
import type { Found } from "./report";

/** What becomes of the events that a destination lacks. */
export interface Resent {
    destination: string;
    /** Messages that were sent: of events that have one id there may be several. */
    sent: number;
    /** Events that are left, and why. */
    left: number;
    because?: string;
}

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
    { print, note, ask }: Terminal,
    now: Date,
): Promise<Resent[]> {
    const say = json === true ? note : print;
    const plans: Plan[] = [];
    for (const found of all) if (found.missing.length > 0) plans.push(await planOf(found, clients, now));
    for (const { found, events, because } of plans) {
        const left = found.missing.length - events.length;
        if (left > 0)
            say(`${found.destination.unit.title}: ${left} events are not sent again, because ${because}.`);
        if (events.length > 0)
            say(
                `${found.destination.unit.title}: ${events.length} events to send again to ${placeOf(found)}.`,
            );
    }
    const sendable = plans.filter(({ events }) => events.length > 0);
    const answer = sendable.length === 0 ? false : (yes ?? (json === true ? false : await ask("Send them?")));
    if (answer === undefined)
        throw new Misuse(
            "Nobody is there to answer, and nothing was sent.",
            "Say --yes to send without being asked.",
        );
    const resent: Resent[] = [];
    for (const plan of plans)
        resent.push(answer ? await carryOut(plan, source, clients) : leaving(plan, "nobody agreed"));
    for (const { destination, sent } of resent)
        if (sent > 0)
            say(`${destination}: sent ${sent} messages. Run the command again once the queue is empty.`);
    if (!resent.some(({ sent }) => sent > 0)) say("Nothing was sent.");
    return resent;
}

const placeOf = ({ destination: { unit } }: Found): string => unit.queueName ?? unit.functionName;

function leaving({ found, because }: Plan, otherwise: string): Resent {
    return {
        destination: found.destination.unit.destination,
        sent: 0,
        left: found.missing.length,
        because: because ?? otherwise,
    };
}

async function planOf(found: Found, { sqs }: Clients, now: Date): Promise<Plan> {
    const { unit, unknownRetention } = found.destination;
    const refuse = (because: string): Plan => ({ found, events: [], because });
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
    if (events.length === 0) return leaving(plan, "");
    // Somebody may have thought about the answer for long.
    if (unit.queueUrl !== undefined && (await countOf(clients.sqs, unit.queueUrl)) > 0)
        return leaving(plan, "messages came into the queue");
    const sent = await sendTo(unit, clients, messagesOf(events, source));
    const left = found.missing.length - events.length;
    return { destination: unit.destination, sent, left, ...(left > 0 && { because }) };
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
