import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { readDeployment } from "../deployment";
import { Misuse } from "../errors";
import { isSkipped } from "../permissions";
import { queuesOf, sqsIn } from "../sqs";
import type { Terminal } from "../terminal";
import { compare, type Source } from "./compare";
import { destinationsOf } from "./destinations";
import { exclusionOf } from "./eventTypes";
import { createIdentifier } from "./identify";
import { createEventLog } from "./log";
import { withinLog } from "./logGroup";
import { windowOf, type ReconcileOptions } from "./options";
import { inJson, say, type Found, type Resent } from "./report";
import { resend } from "./resend";

/** Compares the raw event log with each destination. @returns 1 if an event is missing, else 0. */
export async function reconcile(
    options: ReconcileOptions,
    terminal: Terminal,
    now = new Date(),
): Promise<number> {
    const asked = windowOf(options, now);
    const deployment = await readDeployment(options);
    const { region, eventLogGroupName: group } = deployment;
    if (group === undefined)
        throw new Misuse(
            "The deployment keeps no raw event log: there is nothing to compare the destinations with.",
            "It keeps one if `eventLog.enabled` is true, which is the default; what came before is not in it.",
        );
    const clients = {
        logs: new CloudWatchLogsClient({ region }),
        lambda: new LambdaClient({ region }),
        sqs: sqsIn(region),
    };
    const destinations = await destinationsOf(deployment, now);
    if (destinations.length === 0)
        throw new Misuse(
            "It is not known in which event data store the channel's events are.",
            "Name `eventDataStoreArns` beside `channelArn`, run `pulumi up`, and try again.",
        );
    const { window, notes } = await withinLog(clients.logs, group, asked, now);
    const exclusion = await exclusionOf(clients.lambda, deployment.units[0]);
    const source: Source = {
        log: createEventLog(clients.logs, group),
        identifier: createIdentifier(),
        isExcluded: isSkipped(exclusion) ? () => false : exclusion.isExcluded,
    };
    const waiting = await Promise.all(destinations.map(({ unit }) => queuesOf(clients.sqs, unit)));
    const compared = await compare(source, destinations, window, (day) => terminal.note(`${day} …`));
    const found = destinations.map((destination, at): Found => ({
        destination,
        ...compared[at],
        waiting: waiting[at],
        ...(isSkipped(exclusion) && { unknownExclusion: exclusion.skipped }),
    }));
    const report = { window, found, skipped: notes, bytesScanned: source.log.scanned() };
    if (options.json !== true) say(report, terminal);
    let resent: Resent[] | undefined;
    if (options.resend === true) resent = await resend(source, found, clients, options, terminal, now);
    if (options.json === true) inJson({ ...report, resent }, terminal);
    return found.some(({ missing }) => missing.length > 0) ? 1 : 0;
}
