/** A service of AWS's over HTTP (JSON 1.1): any AWS SDK or CLI can be pointed at it. What it does not know it says. */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Permissions } from "../deploy/permissions";
import { createGuard } from "./guard";
import { Refused, refusedBy, type Input } from "./input";
import { answerJson, answerRefusal, parseJson, readBody } from "./messages";
import type { Caller } from "./signature";

/** @param caller Whose signature it is, and for which Region. */
export type Operation = (input: Input, caller: Caller) => unknown;

export interface JsonService {
    /** As people call it. */
    name: string;
    /** What requests to it are signed for. */
    signingName: string;
    /** How X-Amz-Target names an operation, in the first group. */
    target: RegExp;
    operations: Readonly<Record<string, Operation>>;
    permissions: Pick<Permissions, "callers" | "denialOf">;
    /** How policies call it, if not as it signs. */
    actionPrefix?: string;
    /** What a call is about, for policies; by default none has a certain resource. */
    resources?: (operation: string, input: Input) => string[];
    /** Bytes; by default far more than the longest query takes. */
    largestBody?: number;
    /** What the service calls an input that it does not take; by default each kind has a name of its own. */
    invalidInput?: string;
}

export function createJsonService(service: JsonService): RequestListener {
    const { signingName, permissions, actionPrefix = signingName, resources = () => ["*"] } = service;
    const guard = createGuard(permissions.callers);
    return function listen(request, response) {
        answer(request, response).catch((error: unknown) =>
            answerRefusal(response, refusalOf(error, service), "json-1.1"),
        );
    };

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const { largestBody = 1_000_000 } = service;
        const body = await readBody(request, largestBody);
        const caller = guard(request, signingName);
        const operation = operationOf(request, service);
        const input = inputOf(body, largestBody);
        for (const resource of resources(operation, input)) {
            const action = `${actionPrefix}:${operation}`;
            const denied = permissions.denialOf(caller.accessKeyId, action, resource);
            if (denied !== undefined) throw new Refused("AccessDeniedException", denied);
        }
        answerJson(response, 200, await service.operations[operation](input, caller), "json-1.1");
    }
}

function operationOf(
    { method, url, headers }: IncomingMessage,
    { name, target, operations }: JsonService,
): string {
    const written = String(headers["x-amz-target"] ?? "");
    const operation = target.exec(written)?.[1];
    if (method !== "POST" || operation === undefined) {
        throw new Refused(
            "UnknownOperationException",
            `${method} ${url} with X-Amz-Target '${written}' is no call of ${name}.`,
        );
    }
    if (!Object.hasOwn(operations, operation)) {
        throw new Refused(
            "UnknownOperationException",
            `${operation} is not known to this stand-in for ${name}. Known: ${Object.keys(operations).join(", ")}.`,
        );
    }
    return operation;
}

function inputOf(body: Buffer | undefined, largestBody: number): Input {
    const input = body === undefined ? undefined : body.length === 0 ? {} : parseJson(body);
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
        throw new Refused(
            "SerializationException",
            `The body must be a JSON object of at most ${largestBody} bytes.`,
        );
    }
    return input as Input;
}

/** How `input.ts` names what is wrong with a member. */
const inputErrors = [
    "InvalidParameterException",
    "InvalidMaxResultsException",
    "InvalidNextTokenException",
    "UnsupportedOperationException",
];

function refusalOf(error: unknown, { name, invalidInput }: JsonService): Refused {
    const refused = refusedBy(error, name);
    if (invalidInput === undefined || !inputErrors.includes(refused.name)) return refused;
    return new Refused(invalidInput, refused.message);
}
