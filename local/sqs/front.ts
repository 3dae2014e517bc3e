/**
 * What stands before fauxqs: tells the callers apart, and lets a script break what it likes. Real clients, real HTTP.
 */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Refusal } from "../http/messages";
import { checkSignature } from "../http/signature";
import { callerOf } from "../iam/callers";
import type { InterceptQueue, QueueCall, QueueFault } from "./types";

interface FrontOptions {
    intercept?: InterceptQueue;
}

/** As much of Fastify's request as the front uses. */
interface Request {
    method: string;
    url: string;
    headers: IncomingHttpHeaders;
    body: unknown;
    raw: IncomingMessage;
}

/** As much of Fastify's reply as the front uses. */
interface Reply {
    hijack(): unknown;
    code(status: number): Reply;
    headers(values: Record<string, string>): Reply;
    send(body: unknown): unknown;
}

interface Front {
    before(this: void, request: Request, reply: Reply): Promise<unknown>;
    after(this: void, request: Request, reply: Reply, payload: unknown): Promise<unknown>;
}

type Body = Record<string, unknown>;

const target = /^AmazonSQS\.(\w+)$/;

function createFront({ intercept }: FrontOptions): Front {
    const faults = new WeakMap<IncomingMessage, QueueFault>();
    let calls = 0;

    /** From the wire to a call: AWS's front door. */
    function readCall({ method, url, headers, body }: Request): QueueCall | { refusal: Refusal } {
        const action = target.exec(String(headers["x-amz-target"] ?? ""))?.[1];
        if (method !== "POST" || action === undefined || typeof body !== "object" || body === null)
            return { refusal: unknownOperation(method, url) };
        const { caller, refusal } = checkSignature(headers, "sqs");
        if (refusal) return { refusal };
        const request = body as Body;
        return {
            number: ++calls,
            action,
            queue: queueName(request.QueueUrl),
            caller: callerOf(caller.accessKeyId),
            request,
        };
    }

    return {
        async before(request, reply) {
            const call = readCall(request);
            if ("refusal" in call) return answerRefusal(reply, call.refusal);
            const fault = intercept?.(call);
            if (fault === undefined) return undefined;
            if (fault.delayMs) await wait(fault.delayMs);
            if (fault.reset === "before") {
                reply.hijack();
                request.raw.socket.resetAndDestroy();
                return undefined;
            }
            faults.set(request.raw, fault);
            return fault.refusal && answerRefusal(reply, fault.refusal);
        },
        async after(request, reply, payload) {
            if (faults.get(request.raw)?.reset === "after") {
                reply.hijack();
                request.raw.socket.resetAndDestroy();
            }
            return Promise.resolve(payload);
        },
    };
}

/** The last part of a queue's URL, whatever host it names: every queue here is of one account and Region. */
function queueName(url: unknown): string {
    return typeof url === "string" ? url.slice(url.lastIndexOf("/") + 1) : "";
}

function answerRefusal(reply: Reply, { status, name, message, headers }: Refusal): unknown {
    return reply
        .code(status)
        .headers({
            "content-type": "application/x-amz-json-1.0",
            "x-amzn-query-error": `${name};${status < 500 ? "Sender" : "Receiver"}`,
            ...headers,
        })
        .send({ __type: `com.amazonaws.sqs#${name}`, message });
}

function unknownOperation(method: string, url: string): Refusal {
    const message = `${method} ${url} is no call of SQS: POST with an X-Amz-Target AmazonSQS.<action> is.`;
    return { status: 400, name: "InvalidAction", message };
}

export { createFront, type Front, type FrontOptions };
