import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "../deploy/deployment";
import { createCallers } from "../aws/iam/callers";
import type { Credentials } from "../aws/iam/callers";
import { permissionsOf } from "../deploy/permissions";
import { startAsynchronous } from "./asynchronous";
import { startBus } from "./bus";
import { startCloudTrail } from "./endpoints";
import type { CloudTrail, CloudTrailOptions } from "./endpoints";
import { startFunction } from "./functionProcess";
import type { FunctionOptions, FunctionProcess, Usage } from "./functionProcess";
import { idOf, reconcile, without } from "./reconcile";
import type { Reconciliation } from "./reconcile";
import { startMapping } from "./mapping";
import type { Redeliver } from "./mapping";
import { createMetrics } from "./metrics";
import type { Metrics } from "./metrics";
import { startQueues } from "./queues";
import type { Queues } from "./queues";
import type { InterceptQueue } from "../sqs/types";

/** The whole pipeline, running. */
export interface Pipeline {
    cloudTrail: CloudTrail;
    queues: Queues;
    /** What whoever runs this signs with; no other key is let in. */
    credentials: Credentials;
    /** The processes of the function. */
    functions: FunctionProcess[];
    /** Events, JSON texts, that are in the queue or in flight; in direct mode, in Lambda's own queue. */
    waiting(this: void): string[];
    /** Files of the function's zip and their sizes in bytes. */
    files: Map<string, number>;
    /** Puts events, JSON texts, on the bus. Answers how many the rule matched; waits while the backlog is long. */
    put(events: string[]): Promise<number>;
    /** Waits until the queue is empty and what was read from it is delivered, or until nothing moves any more. */
    drain(): Promise<void>;
    outcome(): Promise<Outcome>;
    stop(): Promise<void>;
}

/** A message in the dead-letter queue, and why it is there. */
export type DeadLetter = ReturnType<Queues["bodies"]>[number];

/** What became of all that was put. */
export interface Outcome {
    metrics: Metrics;
    reconciliation: Reconciliation;
    deadLetters: DeadLetter[];
    leftInQueue: number;
    /** Events in the lake, those of earlier runs included. */
    inLake: number;
    calls: number;
    /** Of each process of the function. */
    usage: Usage[];
    /** Calls that the registered policies refused, in IAM's words, each once. */
    denied: string[];
    /** Lines of the function's log that belong to no batch. */
    log: string[];
}

export interface PipelineOptions extends CloudTrailOptions {
    /** Processes of the function. One is enough for a few thousand events. */
    instances?: number;
    functions?: FunctionOptions;
    interceptQueues?: InterceptQueue;
    redeliver?: Redeliver;
    /** Called for each message that comes into the dead-letter queue. */
    onDeadLetter?: (message: DeadLetter) => void;
    /** The operator's; by default a new one that nobody can guess. */
    accessKey?: string;
    /** Milliseconds without any progress after which the pipeline is taken to stand still; 20,000 by default. */
    patience?: number;
}

/** fauxqs slows down with very long queues; EventBridge would simply wait. */
const longestBacklog = 5000;
export async function startPipeline(
    deployment: Deployment,
    options: PipelineOptions = {},
): Promise<Pipeline> {
    const { queue, deadLetters, stores } = deployment;
    const { patience = 20_000 } = options;
    const callers = createCallers(options.accessKey);
    const permissions = permissionsOf(deployment, callers);
    const onBus: string[] = [];
    const cloudTrail = await startCloudTrail(deployment, permissions, (events) => put(events), options);
    const queues = await startQueues(deployment, permissions, options.interceptQueues);
    if (options.onDeadLetter) queues.watch(deadLetters, options.onDeadLetter);
    const metrics = createMetrics();
    const log = (line: string) => metrics.read(line);
    const endpoints = {
        cloudTrailData: cloudTrail.endpoint,
        sqs: queues.endpoint,
        credentials: callers.credentials("function"),
    };
    const lambdas = await Promise.all(
        Array.from({ length: options.instances ?? 1 }, () =>
            startFunction(deployment, endpoints, log, options.functions),
        ),
    );
    const mapping =
        queue === undefined ? undefined : startMapping(queues, deployment, lambdas, options.redeliver);
    const asynchronous = startAsynchronous(deployment, queues, lambdas, log);
    const bus = startBus(deployment, permissions, queues, asynchronous);
    const before = await cloudTrail.lake.ids(stores[0].arn);
    const backlog = () => (queue === undefined ? asynchronous.waiting().length : queues.count(queue));

    /** Waits while more than `most` messages are in the queue, but not for ever. */
    async function waitFor(most: number): Promise<void> {
        let [left, since] = [backlog(), Date.now()];
        while (left > most && Date.now() - since < patience) {
            await sleep(5);
            const now = backlog();
            if (now !== left) [left, since] = [now, Date.now()];
        }
    }

    async function put(events: string[]): Promise<number> {
        await waitFor(longestBacklog);
        const matched = await bus.put(events);
        for (const event of matched) onBus.push(idOf(event));
        return matched.length;
    }

    return {
        cloudTrail,
        queues,
        credentials: callers.credentials("operator"),
        functions: lambdas,
        files: lambdas[0].files,
        waiting: () =>
            queue === undefined ? asynchronous.waiting() : queues.bodies(queue).map(({ body }) => body),
        put,
        async drain() {
            await waitFor(0);
            await mapping?.settled();
        },
        async outcome() {
            const messages = queues.bodies(deadLetters);
            const inLake = await cloudTrail.lake.ids(stores[0].arn);
            return {
                metrics: metrics.sums,
                reconciliation: reconcile(
                    onBus,
                    without(inLake, before),
                    messages.map(({ body }) => idOf(body)),
                ),
                deadLetters: messages,
                leftInQueue: backlog(),
                inLake: inLake.length,
                calls: cloudTrail.calls(),
                usage: lambdas.map((lambda) => lambda.usage()),
                denied: permissions.denials(),
                log: metrics.others,
            };
        },
        async stop() {
            await mapping?.stop();
            await Promise.all(lambdas.map((lambda) => lambda.stop()));
            await queues.stop();
            await cloudTrail.stop();
        },
    };
}
