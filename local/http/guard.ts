/** Who gets in: this machine's own clients, with a key of this run. */
import type { IncomingMessage } from "node:http";
import type { Callers } from "../aws/iam/callers";
import type { Refusal } from "./messages";
import { checkSignature, type SignatureCheck } from "./signature";

/** Who calls, or why the call is refused; `service` is the name that it must be signed for. */
export type Guard = (request: IncomingMessage, service: string) => SignatureCheck;

/** @param minutes How long a request may be on its way, or its client's clock be wrong; by default as long as with most services. */
export function createGuard(callers: Pick<Callers, "of">, minutes?: number): Guard {
    return (request, service) => {
        const refusal = foreignHost(request);
        if (refusal) return { refusal };
        const checked = checkSignature(request.headers, service, new Date(), minutes);
        if (checked.refusal) return checked;
        if (callers.of(checked.caller.accessKeyId) === undefined) return { refusal: unknownKey(service) };
        return checked;
    };
}

function unknownKey(service: string): Refusal {
    const name = service === "sqs" ? "InvalidClientTokenId" : "UnrecognizedClientException";
    const message =
        "The AWS access key ID provided does not exist in our records. Each run has a key of its own, which npm start prints.";
    return { status: 403, name, message };
}

const localHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d+))?$/i;

/**
 * A page that a browser on this machine shows can call this port under the page's own name, once that name leads to
 * 127.0.0.1 (DNS rebinding), and read the answer. The Host header then has the page's name.
 */
function foreignHost({ headers: { host = "" }, socket }: IncomingMessage): Refusal | undefined {
    const [found, port = "80"] = localHost.exec(host) ?? [];
    if (found !== undefined && Number(port) === socket.localPort) return undefined;
    const message = `The Host '${host}' is not this endpoint: call 127.0.0.1, localhost or [::1], with the port ${socket.localPort}.`;
    return { status: 403, name: "AccessDeniedException", message };
}
