/** Lambda over HTTP (rest-json), by the operations that the command calls. */
import type { IncomingMessage, RequestListener } from "node:http";
import { limits } from "../../handler/limits";
import type { Permissions } from "../deploy/permissions";
import type { Account } from "../describe";
import { createGuard } from "../http/guard";
import { Refused, refusedBy } from "../http/input";
import { answerRefusal, answerText, readBody } from "../http/messages";
import { lambdaOperations, type Answer, type Invoke } from "./operations";

export interface LambdaEndpointOptions {
    permissions: Permissions;
    account: Account;
    invoke: Invoke;
}

const path = /^\/20[\d-]+\/(functions|event-source-mappings)\/?([^/]*)\/?(.*)$/;

export function createLambdaEndpoint({
    permissions,
    account,
    invoke,
}: LambdaEndpointOptions): RequestListener {
    const guard = createGuard(permissions.callers);
    const operations = lambdaOperations(account, invoke);

    async function answer(request: IncomingMessage): Promise<Answer> {
        const { method = "", url = "", headers } = request;
        const body = await readBody(request, limits.messageBytes);
        const { accessKeyId } = guard(request, "lambda");
        const { pathname, searchParams: query } = new URL(url, "http://lambda");
        const [, kind = "", wanted = "", rest = ""] = path.exec(pathname) ?? [];
        const operation = `${method} ${kind} ${rest}`.trim();
        if (!Object.hasOwn(operations, operation))
            throw new Refused("UnknownOperationException", `${method} ${url} is not known to this stand-in.`);
        const authorize = (action: string, resource: string) => {
            const denial = permissions.denialOf(accessKeyId, action, resource);
            if (denial !== undefined) throw new Refused("AccessDeniedException", denial, 403);
        };
        return operations[operation]({
            wanted: decodeURIComponent(wanted),
            query,
            body,
            headers,
            authorize,
        });
    }

    return function listen(request, response) {
        answer(request).then(
            ({ status, body }) =>
                answerText(response, status, body === undefined ? "" : JSON.stringify(body)),
            (error: unknown) => answerRefusal(response, refusedBy(error, "Lambda", "ServiceException")),
        );
    };
}
