/** S3 answers in XML, and what is wrong, too. */
import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Refusal } from "../http/messages";

export type Xml = string | number | boolean | undefined | Xml[] | { [name: string]: Xml };

export interface Answer {
    status?: number;
    headers?: Record<string, string>;
    body?: Buffer | string;
}

export function xml(name: string, content: Xml): string {
    const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, content, ` xmlns="${namespace}"`)}`;
}

/** A list repeats its element; what is undefined is left out. */
export function element(name: string, content: Xml, attributes = ""): string {
    if (content === undefined) return "";
    if (Array.isArray(content)) return content.map((item) => element(name, item)).join("");
    const inner =
        typeof content === "object"
            ? Object.entries(content)
                  .map(([child, value]) => element(child, value))
                  .join("")
            : escaped(String(content));
    return `<${name}${attributes}>${inner}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
    return text.replace(/[&<>"]/g, (character) => entities[character]);
}

export function send(response: ServerResponse, { status = 200, headers = {}, body = "" }: Answer): void {
    response.writeHead(status, {
        ...(typeof body === "string" && body !== "" ? { "content-type": "application/xml" } : {}),
        ...(status === 204 ? {} : { "content-length": Buffer.byteLength(body) }),
        "x-amz-request-id": randomUUID(),
        ...headers,
    });
    response.end(body);
}

export function refusalAnswer({ status, name, message, headers }: Refusal, resource: string): Answer {
    const error = { Code: name, Message: message, Resource: resource, RequestId: randomUUID() };
    return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${element("Error", error)}` };
}
