import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type { Deployment } from "../deploy/deployment";
import { Refused } from "../http/input";
import type { Permissions } from "../deploy/permissions";
import { createMetrics, type Metrics } from "../cloudwatch/metrics";
import { checkAttributes, undocumented } from "./attributes";
import { createAuthorization } from "./authorization";
import { createProxy, lastPart } from "./proxy";
import { reportQueue } from "./metrics";
import { createMoveTasks } from "./moves";
import { expire } from "./retention";
import type { InterceptQueue, Message, Queue, Store, Stores } from "./types";

interface SqsOptions {
    permissions: Permissions;
    intercept?: InterceptQueue;
    metrics?: Metrics;
    /** Milliseconds since 1970, for what is too old. */
    now?: () => number;
}

/** fauxqs takes a store from outside, but doesn't export its class. */
function load(module: string): Promise<unknown> {
    return import(pathToFileURL(path.join(__dirname, "../../node_modules/fauxqs/dist/sqs", module)).href);
}

interface StoreClass {
    new (): Store;
    createMessage(body: string, attributes: Message["messageAttributes"]): Message;
}

interface Characters {
    INVALID_MESSAGE_BODY_CHAR: RegExp;
}

/** Milliseconds: queues are long, and calls are many. */
const betweenLooks = 10;

/** SQS on one machine: fauxqs behind our proxy, for this machine's own clients only. */
export async function startServer(
    { region, account }: Deployment,
    { permissions, intercept, metrics = createMetrics(), now = Date.now }: SqsOptions,
) {
    const fauxqs = await import("fauxqs");
    const { SqsStore } = (await load("sqsStore.js")) as { SqsStore: StoreClass };
    // fauxqs refuses every character beyond the Basic Multilingual Plane, which SQS takes.
    const { INVALID_MESSAGE_BODY_CHAR: refused } = (await load("sqsTypes.js")) as Characters;
    refused.test = (text) => undocumented.test(text);
    const store = new SqsStore();
    const host = "127.0.0.1";
    // The other stores stay its own: the proxy lets nobody reach them.
    const stores = { sqsStore: store } as Stores;
    const app = fauxqs.buildApp({ logger: false, host, defaultRegion: region, stores });
    const moves = createMoveTasks(store, lastPart, (body, attributes) =>
        SqsStore.createMessage(body, attributes),
    );
    const authorize = createAuthorization(permissions, (name) => `arn:aws:sqs:${region}:${account}:${name}`);
    let looked = -Infinity;
    const expireNow = (atLeast = 0) => {
        const at = now();
        // A clock that was set back is no reason to wait.
        if (at >= looked && at - looked < atLeast) return;
        looked = at;
        expire(store, at);
    };
    const proxy = createProxy({
        callers: permissions.callers,
        intercept,
        check(call) {
            expireNow(betweenLooks);
            authorize(call);
            checkAttributes(call);
        },
        operations: {
            StartMessageMoveTask: moves.start,
            ListMessageMoveTasks: moves.list,
            CancelMessageMoveTask: moves.cancel,
            // fauxqs would look in an account of its own.
            GetQueueUrl: ({ QueueName }) => {
                const queue = store.getQueueByName(lastPart(QueueName));
                if (queue === undefined)
                    throw new Refused("QueueDoesNotExist", "The specified queue does not exist.");
                return { QueueUrl: queue.url };
            },
        },
    });
    app.addHook("preHandler", proxy.before);
    app.addHook("onSend", proxy.after);
    // SQS takes a call at any path: clients like to call a queue's URL.
    app.server.prependListener("request", (request) => {
        if (request.headers["x-amz-target"] !== undefined) request.url = "/";
    });
    const endpoint = await app.listen({ port: 0, host });
    const reports: (() => void)[] = [];
    return {
        endpoint,
        createQueue(name: string, arn: string, attributes: Record<string, string>): Queue {
            const queue = store.createQueue(name, `${endpoint}/${account}/${name}`, arn, attributes);
            reports.push(reportQueue(queue, metrics));
            return queue;
        },
        /** Redrive brings back what SQS itself moved. */
        watchMoves: moves.watch,
        /** Every message of a queue: ready, delayed or in flight. */
        messages(name: string): Message[] {
            expireNow();
            const {
                ready = [],
                delayed = [],
                inflight = [],
            } = store.getQueueByName(name)?.inspectMessages() ?? {};
            return [...ready, ...delayed, ...inflight.map(({ message }) => message)];
        },
        /** Calls `listener` with every message that comes into a queue from now on. */
        onMessage(name: string, listener: (message: Message) => void): void {
            const queue = store.getQueueByName(name) as Queue;
            const enqueue = queue.enqueue.bind(queue);
            queue.enqueue = (message) => {
                listener(message);
                enqueue(message);
            };
        },
        /** What CloudWatch hears of the queues each minute. */
        report: () => reports.forEach((report) => report()),
        async stop(): Promise<void> {
            moves.stop();
            // Calls that wait for a message would wait on, and keep the process.
            for (const queue of store.allQueues()) queue.cancelWaiters();
            await app.close();
        },
    };
}
