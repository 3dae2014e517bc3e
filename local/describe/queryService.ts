/** Services of AWS's that are called by a form and answer in XML: IAM and STS. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Permissions } from "../deploy/permissions";
import { createGuard } from "../http/guard";
import { Refused, refusedBy } from "../http/input";
import { readBody } from "../http/messages";
import { element, type Xml } from "../s3/answers";

type Operation = (form: URLSearchParams) => Xml;

const largestBody = 1_000_000;

export function createQueryService(
    service: "iam" | "sts",
    operations: Readonly<Record<string, Operation>>,
    { callers, denialOf }: Pick<Permissions, "callers" | "denialOf">,
): RequestListener {
    const name = service.toUpperCase();
    const guard = createGuard(callers);
    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const form = new URLSearchParams((await readBody(request, largestBody))?.toString());
        const { accessKeyId } = guard(request, service);
        const operation = form.get("Action") ?? "";
        if (!Object.hasOwn(operations, operation))
            throw new Refused(
                "InvalidAction",
                `${operation} is not known to this stand-in for ${name}. Known: ${Object.keys(operations).join(", ")}.`,
            );
        const denied = denialOf(accessKeyId, `${service}:${operation}`, "*");
        if (denied !== undefined) throw new Refused("AccessDenied", denied, 403);
        const result = { [`${operation}Result`]: operations[operation](form) };
        write(response, 200, element(`${operation}Response`, result));
    }

    return (request, response) => {
        answer(request, response).catch((error: unknown) => {
            const { status, name: Code, message: Message } = refusedBy(error, name);
            const Type = status < 500 ? "Sender" : "Receiver";
            write(response, status, element("ErrorResponse", { Error: { Type, Code, Message } }));
        });
    };
}

function write(response: ServerResponse, status: number, xml: string): void {
    response.writeHead(status, { "content-type": "text/xml", "x-amzn-RequestId": randomUUID() });
    response.end(xml);
}
