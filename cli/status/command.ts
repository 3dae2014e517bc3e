import { readDeployment, type DeploymentOptions } from "../deployment";
import { queuesOf, sqsIn } from "../sqs";
import type { Terminal } from "../terminal";
import { readMetrics } from "./metrics";
import { report, type Flow } from "./report";

/** Says what came, was delivered, waits and was dead-lettered. @returns 1 if there are dead letters, else 0 */
export async function status(
    options: DeploymentOptions,
    terminal: Terminal,
    now = new Date(),
): Promise<number> {
    const deployment = await readDeployment(options);
    const { region, units } = deployment;
    const client = sqsIn(region);
    const [metrics, queues] = await Promise.all([
        readMetrics(deployment, now),
        Promise.all(units.map((unit) => queuesOf(client, unit))),
    ]);
    const flow: Flow = {
        time: now.toISOString(),
        region,
        oneLogin: metrics.matched,
        destinations: units.map((unit, at) => ({
            destination: unit.destination,
            title: unit.title,
            ...metrics.units[at],
            waiting: queues[at].queue,
            deadLetters: queues[at].deadLetters,
        })),
    };
    return report(flow, options, terminal);
}
