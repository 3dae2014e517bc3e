import type { IncomingMessage } from "node:http";

/** What is asked of what. */
export interface Call {
    /** A function's name or ARN, as it is written; "" in calls about no certain one. */
    wanted: string;
    query: URLSearchParams;
    body: Buffer | undefined;
    headers: IncomingMessage["headers"];
    /** @throws Refused if nothing allows the action to the caller. */
    authorize(this: void, action: string, resource: string): void;
}

export interface Answer {
    status: number;
    body?: object;
}

/** Each by its method, what it is about, and what follows the name in its path. */
export type Operations = Readonly<Record<string, (call: Call) => Answer>>;
