import { callersOf } from "../aws/iam/callers";
import type { Metrics } from "../cloudwatch/metrics";
import type { Deployment, Destination, Unit } from "../deploy/deployment";
import { writeLog, type Account } from "../describe";
import type { Permissions } from "../deploy/permissions";
import { startAsynchronous, type Asynchronous } from "./asynchronous";
import { createFunctionLog, type BatchSums } from "./functionLog";
import {
    startFunction,
    throttledName,
    type CountLambda,
    type FunctionOptions,
    type FunctionProcess,
} from "./functionProcess";
import type { Usage } from "./instance";
import { startMapping, type Redeliver } from "./mapping";
import type { Queues } from "./queues";
import { idOf, reconcile, without, type Reconciliation } from "./reconcile";
import type { Store } from "./store";

/** A message in the dead-letter queue, and why it is there. */
export type DeadLetter = ReturnType<Queues["bodies"]>[number];

/** What became in one destination of all that was put. */
export interface Outcome {
    destination: Destination;
    metrics: BatchSums;
    reconciliation: Reconciliation;
    deadLetters: DeadLetter[];
    leftInQueue: number;
    /** Events in the destination, those of earlier runs included. */
    kept: number;
    /** That brought events. */
    calls: number;
    /** Of each process of the function. */
    usage: Usage[];
    /** Calls that the registered policies refused, in IAM's words, each once. */
    denied: string[];
    /** Lines of the function's log that belong to no batch. */
    log: string[];
}

/** All that brings events to one destination, running. */
export interface RunningUnit {
    unit: Unit;
    store: Store;
    /** The processes of the function. */
    functions: FunctionProcess[];
    asynchronous: Asynchronous;
    /** Events, JSON texts, that are in the queue or in flight; in direct mode, in Lambda's own queue. */
    waiting(this: void): string[];
    backlog(this: void): number;
    /** Ends when all that was read so far is delivered. */
    settled(): Promise<void>;
    /** @param onBus The ids of all events that were put. */
    outcome(onBus: string[]): Promise<Outcome>;
    stop(): Promise<void>;
}

export interface UnitOptions {
    /** Processes of the function. One is enough for a few thousand events. */
    instances?: number;
    functions?: FunctionOptions;
    redeliver?: Redeliver;
}

/** Each invocation counts. */
function counted(lambda: FunctionProcess, count: CountLambda): FunctionProcess {
    return {
        ...lambda,
        async invoke(event) {
            const result = lambda.invoke(event);
            const { name } = await result.then(
                () => ({ name: undefined }),
                (error: Error) => error,
            );
            if (name === throttledName) count("Throttles");
            else {
                count("Invocations");
                count("Errors", name === undefined ? 0 : 1);
            }
            return result;
        },
    };
}

export async function startUnit(
    { region }: Deployment,
    unit: Unit,
    store: Store,
    queues: Queues,
    permissions: Permissions,
    metrics: Metrics,
    account: Account,
    { instances = 1, functions: functionOptions, redeliver }: UnitOptions,
): Promise<RunningUnit> {
    const { destination, queue, deadLetters } = unit;
    const surroundings = {
        region,
        credentials: permissions.callers.credentials(callersOf(destination).function),
        endpoints: { ...store.endpoints, AWS_ENDPOINT_URL_SQS: queues.endpoint },
    };
    const dimensions = { FunctionName: unit.function.name };
    const count: CountLambda = (metricName, value = 1) =>
        metrics.count({ namespace: "AWS/Lambda", metricName, dimensions }, value);
    const log = createFunctionLog(metrics);
    const onLog = (line: string) => {
        log.read(line);
        writeLog(account, unit.function.logGroup, line);
    };
    const functions = await Promise.all(
        Array.from({ length: instances }, async () =>
            counted(await startFunction(unit, surroundings, onLog, functionOptions), count),
        ),
    );
    const mapping = queue && startMapping(queues, destination, queue, region, functions, redeliver);
    const asynchronous = startAsynchronous(unit, queues, functions, onLog, count);
    const before = await store.ids();
    const backlog = () => (queue === undefined ? asynchronous.waiting().length : queues.count(queue));
    return {
        unit,
        store,
        functions,
        asynchronous,
        waiting: () =>
            queue === undefined ? asynchronous.waiting() : queues.bodies(queue).map(({ body }) => body),
        backlog,
        settled: async () => mapping?.settled(),
        async outcome(onBus) {
            const messages = queues.bodies(deadLetters);
            const stored = await store.ids();
            return {
                destination,
                metrics: log.sums,
                reconciliation: reconcile(
                    onBus,
                    without(stored, before),
                    messages.map(({ body }) => idOf(body)),
                ),
                deadLetters: messages,
                leftInQueue: backlog(),
                kept: stored.length,
                calls: store.calls(),
                usage: functions.map((lambda) => lambda.usage()),
                denied: permissions.denials(),
                log: log.others,
            };
        },
        async stop() {
            await mapping?.stop();
            asynchronous.stop();
            await Promise.all(functions.map((lambda) => lambda.stop()));
        },
    };
}
