/**
 * What stands before fauxqs: tells the callers apart, refuses what SQS refuses and fauxqs doesn't, answers what it
 * doesn't know, and lets a script break what it likes. Real clients, real HTTP.
 */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Refused } from "../http/input";
import type { Refusal } from "../http/messages";
import type { Caller, Callers } from "../aws/iam/callers";
import { createGuard } from "../http/guard";
import type { CallFault } from "../http/fault";
import type { InterceptQueue, QueueCall } from "./types";

type Body = Readonly<Record<string, unknown>>;

export interface ProxyOptions {
    callers: Callers;
    intercept?: InterceptQueue;
    /** @throws Refused */
    check(this: void, call: QueueCall): void;
    /** Actions that are answered here, by name. */
    operations: Readonly<Record<string, (request: Body) => object>>;
}

/** As much of Fastify's request as the proxy uses. */
interface Request {
    method: string;
    url: string;
    headers: IncomingHttpHeaders;
    body: unknown;
    raw: IncomingMessage;
}

/** As much of Fastify's reply as the proxy uses. */
interface Reply {
    hijack(): unknown;
    code(status: number): Reply;
    headers(values: Record<string, string>): Reply;
    send(body: unknown): unknown;
}

const contentType = { "content-type": "application/x-amz-json-1.0" };
const target = /^AmazonSQS\.(\w+)$/;

export function createProxy({ callers, intercept, check, operations }: ProxyOptions) {
    const guard = createGuard(callers);
    const faults = new WeakMap<IncomingMessage, CallFault>();
    let calls = 0;

    /** From the wire to a call: as AWS reads it. */
    function readCall({ method, url, headers, body, raw }: Request): QueueCall {
        const action = target.exec(String(headers["x-amz-target"] ?? ""))?.[1];
        if (method !== "POST" || action === undefined || typeof body !== "object" || body === null)
            throw unknownOperation(method, url);
        const { accessKeyId } = guard(raw, "sqs");
        const request = body as Body;
        return {
            number: ++calls,
            action,
            queue: queueName(request),
            caller: callers.of(accessKeyId) as Caller,
            request,
        };
    }

    async function decide(request: Request, reply: Reply): Promise<unknown> {
        const call = readCall(request);
        const fault = intercept?.(call);
        if (fault !== undefined) faults.set(request.raw, fault);
        if (fault?.delayMs) await wait(fault.delayMs);
        if (fault?.reset === "before") {
            reply.hijack();
            request.raw.socket.resetAndDestroy();
            return undefined;
        }
        if (fault?.refusal) return answerRefusal(reply, fault.refusal);
        check(call);
        if (Object.hasOwn(operations, call.action))
            return reply.code(200).headers(contentType).send(operations[call.action](call.request));
        // fauxqs would look for the queue in the Region and account that the URL names.
        if ("QueueUrl" in call.request) (request.body as { QueueUrl: string }).QueueUrl = call.queue;
        return undefined;
    }

    return {
        before: (request: Request, reply: Reply): Promise<unknown> =>
            decide(request, reply).catch((error: unknown) => {
                if (error instanceof Refused) return answerRefusal(reply, error);
                throw error;
            }),
        async after(this: void, request: Request, reply: Reply, payload: unknown): Promise<unknown> {
            if (faults.get(request.raw)?.reset === "after") {
                reply.hijack();
                request.raw.socket.resetAndDestroy();
            }
            return Promise.resolve(payload);
        },
    };
}

/** By its URL, name or ARN, and whatever host or account they name: every queue here is of one account and Region. */
function queueName({ QueueUrl, QueueName, SourceArn, TaskHandle }: Body): string {
    if (typeof TaskHandle === "string") return Buffer.from(TaskHandle, "base64").toString().split(" ", 1)[0];
    return lastPart(QueueUrl ?? QueueName ?? SourceArn);
}

export function lastPart(text: unknown): string {
    return typeof text === "string"
        ? text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf(":")) + 1)
        : "";
}

function answerRefusal(reply: Reply, { status, name, message, headers }: Refusal): unknown {
    return reply
        .code(status)
        .headers({
            ...contentType,
            "x-amzn-query-error": `${name};${status < 500 ? "Sender" : "Receiver"}`,
            ...headers,
        })
        .send({ __type: `com.amazonaws.sqs#${name}`, message });
}

function unknownOperation(method: string, url: string): Refused {
    const message = `${method} ${url} is no call of SQS: POST with an X-Amz-Target AmazonSQS.<action> is.`;
    return new Refused("InvalidAction", message);
}
