/** What is said to clients of services that do not run here. */
import type { IncomingMessage, RequestListener } from "node:http";
import { answerRefusal } from "./messages";

/** The service that a request is signed for, by the credential's scope; undefined if it does not say. */
export function serviceOf({ headers }: IncomingMessage): string | undefined {
    return /Credential=[^/,]+\/\d+\/[^/,]+\/([\w-]+)\//.exec(headers.authorization ?? "")?.[1];
}

/**
 * Most services answer in JSON. Those without a target (STS, …) answer in XML, and their clients read nothing else.
 *
 * @param served What is served on this port.
 */
export function createNotServed(served: readonly string[]): RequestListener {
    return (request, response) => {
        const name = "UnknownOperationException";
        const message = `${serviceOf(request)} is not served here: ${served.join(", ")} are; sqs and s3 have endpoints of their own.`;
        request.resume();
        if (request.headers["x-amz-target"] !== undefined)
            return answerRefusal(response, { status: 400, name, message }, "json-1.1");
        response.writeHead(400, { "content-type": "text/xml" });
        response.end(
            `<ErrorResponse><Error><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`,
        );
    };
}
