import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment, Destination } from "../deploy/deployment";
import { createCallers, type Credentials } from "../aws/iam/callers";
import type { Policy } from "../aws/iam/policy";
import { createClock, createMetrics, type Metrics } from "../cloudwatch/metrics";
import { permissionsOf } from "../deploy/permissions";
import { startBus } from "./bus";
import { startServices, type Services, type ServiceOptions } from "./endpoints";
import { differencesOf, idOf, wantedBy, type Difference } from "./reconcile";
import { startQueues, type Queues } from "./queues";
import type { Store } from "./store";
import { startUnit, type DeadLetter, type Outcome, type RunningUnit, type UnitOptions } from "./unit";
import type { InterceptQueue } from "../sqs/types";

/** The whole pipeline, running. */
export interface Pipeline {
    services: Services;
    queues: Queues;
    /** What whoever runs this signs with; no other key is let in. */
    credentials: Credentials;
    /** Environment variables that lead AWS's clients here, with these credentials. */
    variables: Record<string, string>;
    /** What CloudWatch has of all this. */
    metrics: Metrics;
    units: RunningUnit[];
    /** The unit of a destination that is deployed; by default, the first. */
    unit(destination?: Destination): RunningUnit;
    /** Puts events, JSON texts, on the bus. Answers how many the rule matched; waits while the backlog is long. */
    put(events: string[]): Promise<number>;
    /** Waits until the queues are empty and what was read from them is delivered, or until nothing moves any more. */
    drain(): Promise<void>;
    /** So many minutes pass at once for CloudWatch, in which nothing happens. */
    pass(minutes: number): void;
    /** What became of all that was put, in a destination that is deployed; by default, in the first. */
    outcome(destination?: Destination): Promise<Outcome>;
    /** How the destinations differ in what was put. */
    differences(): Promise<Difference[]>;
    stop(): Promise<void>;
}

export interface PipelineOptions extends ServiceOptions, UnitOptions {
    /** Whose function and mapping `functions` and `redeliver` are for; by default, every destination's. */
    only?: Destination;
    interceptQueues?: InterceptQueue;
    /** Called for each message that comes into a dead-letter queue. */
    onDeadLetter?: (message: DeadLetter) => void;
    /** The operator's; by default a new one that nobody can guess. */
    accessKey?: string;
    /** What the operator may do, asked at every call; by default all. */
    operatorsPolicy?: () => Policy;
    /** How many times faster than this machine's CloudWatch's clock runs; 1 by default. */
    clockSpeed?: number;
    /** Milliseconds without any progress after which the pipeline is taken to stand still; 20,000 by default. */
    patience?: number;
}

/** Milliseconds: so often services report to CloudWatch. */
const minute = 60_000;

/** fauxqs slows down with very long queues; EventBridge would simply wait. */
const longestBacklog = 5000;

export async function startPipeline(
    deployment: Deployment,
    options: PipelineOptions = {},
): Promise<Pipeline> {
    const { patience = 20_000, only, instances, clockSpeed } = options;
    const callers = createCallers(options.accessKey);
    const permissions = permissionsOf(deployment, callers, options.operatorsPolicy);
    const onBus: string[] = [];
    const isWanted = wantedBy(deployment.units[0]);
    const clock = createClock(clockSpeed);
    const metrics = createMetrics(clock);
    const services = await startServices(
        deployment,
        permissions,
        (events) => put(events),
        invoke,
        metrics,
        options,
    );
    const queues = await startQueues(deployment, permissions, {
        intercept: options.interceptQueues,
        metrics,
    });
    const units = await Promise.all(
        deployment.units.map((unit) => {
            const { destination, deadLetters } = unit;
            if (options.onDeadLetter) queues.watch(deadLetters, options.onDeadLetter);
            const store = services.stores.find((one) => one.destination === destination) as Store;
            const own = only === undefined || only === destination ? options : { instances };
            return startUnit(deployment, unit, store, queues, permissions, metrics, services.account, own);
        }),
    );
    const putOnBus = startBus(deployment, permissions, queues, metrics, services.account, units);
    const reports = setInterval(queues.report, minute / clock.speed).unref();
    const backlog = () => Math.max(...units.map((unit) => unit.backlog()));
    const unitOf = (destination = units[0].unit.destination) =>
        units.find(({ unit }) => unit.destination === destination) as RunningUnit;

    /** Waits while more than `most` messages are in a queue, but not for ever. */
    async function waitFor(most: number): Promise<void> {
        let [left, since] = [backlog(), Date.now()];
        while (left > most && Date.now() - since < patience) {
            await sleep(5);
            const now = backlog();
            if (now !== left) [left, since] = [now, Date.now()];
        }
    }

    /** Nobody calls before the units are there: the endpoint is not known. */
    function invoke(name: string, event: string): void {
        units.find(({ unit }) => unit.function.name === name)?.asynchronous.accept([event]);
    }

    async function put(events: string[]): Promise<number> {
        await waitFor(longestBacklog);
        const matched = await putOnBus(events);
        onBus.push(...matched.filter(isWanted).map(idOf));
        return matched.length;
    }

    const credentials = callers.credentials("operator");
    return {
        services,
        queues,
        credentials,
        variables: {
            AWS_ACCESS_KEY_ID: credentials.accessKeyId,
            AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
            AWS_REGION: deployment.region,
            // Version 1 of the AWS CLI reads only this one.
            AWS_DEFAULT_REGION: deployment.region,
            AWS_ENDPOINT_URL: services.endpoint,
            AWS_ENDPOINT_URL_SQS: queues.endpoint,
            ...services.objects?.endpoints,
        },
        metrics,
        units,
        unit: unitOf,
        put,
        async drain() {
            await waitFor(0);
            await Promise.all(units.map((unit) => unit.settled()));
        },
        pass(minutes) {
            for (let passed = 0; passed < minutes; passed++) {
                clock.skip(minute);
                queues.report();
            }
        },
        async differences() {
            const found = units.map(async ({ unit: { destination, deadLetters }, store }) => ({
                destination,
                stored: await store.ids(),
                deadLetters: queues.bodies(deadLetters).map(({ body }) => idOf(body)),
            }));
            return differencesOf(onBus, await Promise.all(found));
        },
        outcome: (destination) => unitOf(destination).outcome(onBus),
        async stop() {
            clearInterval(reports);
            await Promise.all(units.map((unit) => unit.stop()));
            await queues.stop();
            await services.stop();
        },
    };
}
