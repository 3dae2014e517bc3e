/**
 * Reading requests and writing answers the way AWS's JSON services do, for every local endpoint.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** A whole request that is refused: what AWS calls the error, and the words it gives. */
export interface Refusal {
    status: number;
    /** The error's name, which an SDK client shows as `error.name`. */
    name: string;
    message: string;
    /** More headers for the answer, such as `Retry-After`. */
    headers?: Record<string, string>;
}

/** AWS's two JSON dialects: cloudtrail-data speaks the first, cloudtrail the second. */
export type JsonProtocol = "rest-json" | "json-1.1";

const contentTypes: Record<JsonProtocol, string> = {
    "rest-json": "application/json",
    "json-1.1": "application/x-amz-json-1.1",
};

/**
 * Reads a request's whole body; `undefined` when it is longer than `limitBytes`.
 * What is too long is still read to its end, unkept: a client that is cut off while it
 * sends sees a broken connection, and never the refusal.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length <= limitBytes) chunks.push(chunk);
        else chunks.length = 0;
    }
    return length <= limitBytes ? Buffer.concat(chunks, length) : undefined;
}

/** The body read as JSON; a text that is none gives `undefined`, which no JSON text does. */
export function parseJson(body: Buffer): unknown {
    try {
        return JSON.parse(body.toString("utf8")) as unknown;
    } catch {
        return undefined;
    }
}

export function answerJson(
    response: ServerResponse,
    status: number,
    body: unknown,
    protocol: JsonProtocol = "rest-json",
    headers: Record<string, string> = {},
): void {
    answerText(response, status, JSON.stringify(body), protocol, headers);
}

/** For a body that is written already, or that is not JSON on purpose. */
export function answerText(
    response: ServerResponse,
    status: number,
    body: string,
    protocol: JsonProtocol = "rest-json",
    headers: Record<string, string> = {},
): void {
    response.writeHead(status, {
        "content-type": contentTypes[protocol],
        "content-length": Buffer.byteLength(body),
        "x-amzn-RequestId": randomUUID(),
        ...headers,
    });
    response.end(body);
}

/** Promises the whole text, sends half of it, and breaks the connection. */
export function answerHalf(response: ServerResponse, body: string): void {
    const bytes = Buffer.from(body);
    response.writeHead(200, { "content-type": contentTypes["rest-json"], "content-length": bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

/**
 * Answers with an error. rest-json names it in the header `x-amzn-ErrorType`, JSON 1.1 in the body's
 * `__type`; both are given, as AWS's own services do, so that every generation of client finds it.
 */
export function answerRefusal(
    response: ServerResponse,
    refusal: Refusal,
    protocol: JsonProtocol = "rest-json",
): void {
    const { status, name, message, headers } = refusal;
    answerJson(response, status, { __type: name, message }, protocol, {
        "x-amzn-ErrorType": name,
        ...headers,
    });
}
