import { randomUUID } from "node:crypto";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { confirm } from "../confirm";
import { readDeployment, type Deployment, type DeploymentOptions, type Unit } from "../deployment";
import { Failure, Misuse } from "../errors";
import { createQueue } from "../queue";
import { sqsIn } from "../sqs";
import { targetOf } from "../targets";
import type { Terminal } from "../terminal";
import { finderOf, type Find } from "./destinations";
import { markedEvent } from "./event";
import { follow, type Followed, type Hops } from "./follow";
import { nextEvent, rawEventLogOf } from "./live";
import { report } from "./report";

/** The options of `verify`, as they are written. */
export interface VerifyOptions extends DeploymentOptions {
    live?: boolean;
    /** Minutes. */
    timeout: string;
    yes?: boolean;
}

/** Sends a marked event through, or follows one of OneLogin's. @returns 0 if SQL finds it everywhere, else 1. */
export async function verify(options: VerifyOptions, terminal: Terminal, now = new Date()): Promise<number> {
    const patience = millisecondsOf(options.timeout);
    const deployment = await readDeployment(options);
    const units = deployment.units.map((unit) => ({ unit, find: finder(deployment, unit, now) }));
    if (options.live === true) {
        const log = rawEventLogOf(deployment);
        terminal.note("Log in to OneLogin now. Whatever happens there next is followed from the bus on.");
        const [start, end] = [now.getTime(), now.getTime() + patience];
        const { id, type, logged } = await nextEvent(log, deployment.region, start, end);
        terminal.note(`The raw event log has event ${id} of type ${type}.`);
        return followAll(id, deployment, units, logged, patience, options, terminal);
    }
    if (!(await agree(deployment, options, terminal))) return 0;
    const id = randomUUID();
    const start = Date.now();
    for (const { unit } of units) await send(markedEvent(deployment, id, now), unit, deployment.region);
    terminal.note(`Sent event ${id}. SQL finds an event some minutes after it was sent …`);
    return followAll(id, deployment, units, start, patience, options, terminal);
}

/** @throws Misuse for what is not a time to wait. */
function millisecondsOf(timeout: string): number {
    if (/^[1-9]\d{0,3}$/.test(timeout)) return Number(timeout) * 60_000;
    throw new Misuse(`--timeout ${timeout} is not a time to wait.`, "Write whole minutes, 1 or more.");
}

function finder(deployment: Deployment, unit: Unit, now: Date): Find {
    const find = finderOf(deployment, unit, now);
    if (find !== undefined) return find;
    throw new Misuse(
        "The channel was given without its event data stores: there is nothing to query.",
        "Give `eventDataStoreArns`, too.",
    );
}

/** Says what will be written, and asks. */
async function agree(
    { units }: Deployment,
    { yes, json }: VerifyOptions,
    terminal: Terminal,
): Promise<boolean> {
    const titles = units.map(({ title }) => title).join(" and in ");
    const say = json === true ? terminal.note : terminal.print;
    say(`A marked event goes to the function, and stays as one record in ${titles}.`);
    say("Queries and detections leave it out, because its type is not a number.");
    const answer = await confirm("Send it? It cannot be deleted.", ["send", "sent"], yes, terminal);
    if (!answer) say("Nothing was sent.");
    return answer;
}

async function send(body: string, unit: Unit, region: string): Promise<void> {
    const target = targetOf(unit, { sqs: sqsIn(region), lambda: new LambdaClient({ region }) });
    const { refused } = await target.send([{ Body: body }]);
    if (refused.length > 0)
        throw new Failure(`${target.title} refused the event: ${refused.join()}.`, "Run `doctor`.");
}

async function followAll(
    id: string,
    { region }: Deployment,
    units: readonly { unit: Unit; find: Find }[],
    start: number,
    patience: number,
    options: VerifyOptions,
    terminal: Terminal,
): Promise<number> {
    const client = sqsIn(region);
    const all = units.map(({ unit: { title, queueUrl, deadLetterQueueUrl }, find }): Promise<Hops> => {
        const followed: Followed = { title, find, deadLetters: createQueue(client, deadLetterQueueUrl) };
        if (queueUrl !== undefined) followed.queue = createQueue(client, queueUrl);
        return follow(id, followed, start, Date.now() + patience);
    });
    return report(id, await Promise.all(all), options, terminal);
}
