/** Lambda over HTTP (rest-json), by the operations that the command calls. */
import type { IncomingMessage, RequestListener } from "node:http";
import { limits } from "../../handler/limits";
import type { Caller } from "../aws/iam/callers";
import type { FunctionSettings } from "../deploy/deployment";
import type { Permissions } from "../deploy/permissions";
import type { Guard } from "../http/guard";
import { Refused } from "../http/input";
import { answerRefusal, answerText, parseJson, readBody } from "../http/messages";

interface LambdaEndpointOptions {
    guard: Guard;
    permissions: Permissions;
    functions: readonly FunctionSettings[];
    /** Takes an event, JSON text, for Lambda's own queue. */
    invoke(this: void, functionName: string, event: string): void;
}

/** Who calls which function, and with what. */
interface Call {
    lambda: FunctionSettings;
    body: Buffer | undefined;
    headers: IncomingMessage["headers"];
    /** @throws Refused if nothing allows the action to the caller. */
    authorize(this: void, action: string): void;
}

interface Answer {
    status: number;
    body?: object;
}

type Operation = (call: Call, options: LambdaEndpointOptions) => Answer;

/** Each by its method and what follows the function in its path. */
const operations: Readonly<Record<string, Operation>> = {
    "POST invocations": invoke,
};

const path = /^\/2015-03-31\/functions\/([^/?]+)\/?([^?]*)/;

function createLambdaEndpoint(options: LambdaEndpointOptions): RequestListener {
    const { guard, permissions, functions } = options;

    async function answer(request: IncomingMessage): Promise<Answer> {
        const { method = "", url = "", headers } = request;
        const body = await readBody(request, limits.messageBytes);
        const { caller, refusal } = guard(request, "lambda");
        if (refusal !== undefined) throw new Refused(refusal.name, refusal.message, refusal.status);
        const [, asked = "", rest = ""] = path.exec(url) ?? [];
        const operation = `${method} ${rest}`;
        if (!Object.hasOwn(operations, operation))
            throw new Refused("UnknownOperationException", `${method} ${url} is not known to this stand-in.`);
        const wanted = decodeURIComponent(asked);
        const lambda = functions.find(({ name, arn }) => wanted === name || wanted === arn);
        if (lambda === undefined)
            throw new Refused("ResourceNotFoundException", `Function not found: ${wanted}`, 404);
        const authorize = (action: string) => {
            const name = permissions.callers.of(caller.accessKeyId) as Caller;
            const denial = permissions.denial(name, action, lambda.arn);
            if (denial !== undefined) throw new Refused("AccessDeniedException", denial, 403);
        };
        return operations[operation]({ lambda, body, headers, authorize }, options);
    }

    return function listen(request, response) {
        answer(request).then(
            ({ status, body }) =>
                answerText(response, status, body === undefined ? "" : JSON.stringify(body)),
            (error: unknown) =>
                answerRefusal(
                    response,
                    error instanceof Refused
                        ? error
                        : { status: 500, name: "ServiceException", message: String(error) },
                ),
        );
    };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, asynchronously alone. */
function invoke({ lambda, body, headers, authorize }: Call, options: LambdaEndpointOptions): Answer {
    authorize("lambda:InvokeFunction");
    const type = String(headers["x-amz-invocation-type"] ?? "RequestResponse");
    if (type !== "Event")
        throw new Refused("InvalidParameterValueException", `${type} is not served here: Event is.`);
    if (body === undefined)
        throw new Refused(
            "RequestTooLargeException",
            `The payload has more than ${limits.messageBytes} bytes.`,
            413,
        );
    if (parseJson(body) === undefined)
        throw new Refused("InvalidRequestContentException", "Could not parse request body into json.");
    options.invoke(lambda.name, body.toString());
    return { status: 202 };
}

export { createLambdaEndpoint, type LambdaEndpointOptions };
