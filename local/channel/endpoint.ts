/**
 * `PutAuditEvents` over HTTP, as CloudTrail's data service speaks it (rest-json): any AWS SDK or CLI can be
 * pointed at it. It refuses what the service is documented to refuse, and answers in its names and words.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { limits } from "../../handler/limits";
import { answerHalf, answerRefusal, answerText, parseJson, readBody } from "../http/messages";
import { createGuard } from "../http/guard";
import { Refused, refusedBy, seconds } from "../http/input";
import { everybody, type Permissions } from "../deploy/permissions";
import { createChannelStatus, type ChannelStatus, type IngestionStatus } from "../cloudtrail/channels";
import type { AuditRecord } from "../lake";
import { action, checkDenial, checkPermission, findChannel } from "./access";
import { checkConstraints } from "./constraints";
import { checkIds, decide, type Outcome } from "./decide";
import type { Call, Channel, Fault, Intercept } from "./types";

const service = "cloudtrail-data";

export interface ChannelEndpointOptions {
    /** Read at every call: a channel that is added later is found. */
    channels: readonly Channel[];
    /** Takes the events that passed; when it fails, the call is answered 500 and the client may send it again. */
    accept: (events: AuditRecord[]) => Promise<void>;
    status?: ChannelStatus;
    intercept?: Intercept;
    permissions?: Permissions;
    now?: () => Date;
}

export function createChannelEndpoint(options: ChannelEndpointOptions): RequestListener {
    const { channels, accept, intercept, permissions = everybody } = options;
    const { status = createChannelStatus(), now = () => new Date() } = options;
    const guard = createGuard(permissions.callers);
    let calls = 0;

    return function listen(request, response) {
        // Whatever fails here, the process lives on; a client that went away in between just never reads this.
        answer(request, response).catch((error: unknown) =>
            answerRefusal(response, refusedBy(error, service)),
        );
    };

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const call = await readCall(request);
        const fault = intercept?.(call) ?? {};
        if (fault.delayMs) await wait(fault.delayMs);
        if (fault.reset === "beforeAcceptance") return void request.socket.resetAndDestroy();
        const put = await putEvents(call, fault);
        if (fault.answerDelayMs) await wait(fault.answerDelayMs);
        if (fault.reset === "afterAcceptance") return void request.socket.resetAndDestroy();
        const text = answerTo(put, fault);
        if (fault.reset === "withinAnswer") return answerHalf(response, text);
        answerText(response, 200, text);
    }

    /** From the wire to a well-formed call: in AWS's order. */
    async function readCall(request: IncomingMessage): Promise<Call> {
        const [path, query] = (request.url ?? "").split("?", 2);
        const body = await readBody(request, limits.call.bytes);
        if (request.method !== "POST" || path !== "/PutAuditEvents") {
            throw unknownOperation(request.method, path);
        }
        const caller = guard(request, service);
        if (!body) throw tooLarge();
        const auditEvents = checkConstraints(parseJson(body));
        const parameters = new URLSearchParams(query);
        return {
            number: ++calls,
            caller,
            channelArn: parameters.get("channelArn") ?? "",
            externalId: parameters.get("externalId") ?? undefined,
            auditEvents,
        };
    }

    async function putEvents(call: Call, { refusal, failures }: Fault): Promise<Outcome> {
        const { accessKeyId, region } = call.caller;
        const channel = findChannel(channels, call.channelArn, region);
        const at = now();
        status.note(channel.arn, at);
        try {
            if (refusal) throw new Refused(refusal.name, refusal.message, refusal.status, refusal.headers);
            checkDenial(permissions.denialOf(accessKeyId, action, channel.arn));
            checkPermission(channel, call.externalId);
            checkIds(call.auditEvents);
            const outcome = decide(call.auditEvents, channel, at, failures);
            if (outcome.accepted.length > 0) await accept(outcome.accepted);
            status.note(channel.arn, at, newsOf(outcome, at));
            return outcome;
        } catch (error) {
            const refused = refusedBy(error, service);
            status.note(channel.arn, at, { LatestIngestionErrorCode: refused.name });
            throw refused;
        }
    }
}

/** The last success and the last failure of a call. */
function newsOf({ successful, failed }: Outcome, at: Date): IngestionStatus {
    const [eventID, LatestIngestionErrorCode] = [successful.at(-1)?.eventID, failed.at(-1)?.errorCode];
    return {
        ...(LatestIngestionErrorCode && { LatestIngestionErrorCode }),
        ...(eventID && {
            LatestIngestionSuccessTime: seconds(at),
            LatestIngestionSuccessEventID: eventID,
            LatestIngestionAttemptEventID: eventID,
        }),
    };
}

function answerTo({ successful, failed }: Outcome, { answer, rewrite }: Fault): string {
    if (answer !== undefined) return answer;
    return JSON.stringify(rewrite?.({ successful, failed }) ?? { successful, failed });
}

function tooLarge(): Refused {
    const message = `Request must be smaller than ${limits.call.bytes} bytes for the PutAuditEvents operation`;
    return new Refused("RequestEntityTooLargeException", message, 413);
}

function unknownOperation(method = "", path: string): Refused {
    const message = `Unknown operation: ${method} ${path}. Known here: POST /PutAuditEvents.`;
    return new Refused("UnknownOperationException", message, 404);
}
