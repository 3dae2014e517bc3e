/** Who gets in: this machine's own clients, with a key of this run. */
import type { IncomingMessage } from "node:http";
import type { Callers } from "../aws/iam/callers";
import { Refused } from "./input";
import { checkSignature, type Caller } from "./signature";

/**
 * Says who calls; throws Refused if nobody may come in so.
 *
 * @param minutes How long a request may be on its way, or its client's clock be wrong; by default as long as with most services.
 */
export function createGuard(callers: Pick<Callers, "of">, minutes?: number) {
    /** @param service The name that the request must be signed for. */
    return (request: IncomingMessage, service: string): Caller => {
        checkHost(request);
        const caller = checkSignature(request.headers, service, new Date(), minutes);
        if (callers.of(caller.accessKeyId) === undefined) throw unknownKey(service);
        return caller;
    };
}

function unknownKey(service: string): Refused {
    const name = service === "sqs" ? "InvalidClientTokenId" : "UnrecognizedClientException";
    const message =
        "The AWS access key ID provided does not exist in our records. Each run has a key of its own, which npm start prints.";
    return new Refused(name, message, 403);
}

const localHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d+))?$/i;

/**
 * A page that a browser on this machine shows can call this port under the page's own name, once that name leads to
 * 127.0.0.1 (DNS rebinding), and read the answer. The Host header then has the page's name.
 */
function checkHost({ headers: { host = "" }, socket }: IncomingMessage): void {
    const [found, port = "80"] = localHost.exec(host) ?? [];
    if (found !== undefined && Number(port) === socket.localPort) return;
    const message = `The Host '${host}' is not this endpoint: call 127.0.0.1, localhost or [::1], with the port ${socket.localPort}.`;
    throw new Refused("AccessDeniedException", message, 403);
}
