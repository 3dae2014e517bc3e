/**
 * `PutAuditEvents` over HTTP, as CloudTrail's data service speaks it (rest-json): any AWS SDK or CLI can be
 * pointed at it. It refuses what the service is documented to refuse, and answers in its names and words.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { limits } from "../../handler/limits";
import { answerHalf, answerRefusal, answerText, parseJson, readBody, type Refusal } from "../http/messages";
import { createGuard } from "../http/guard";
import { seconds } from "../http/input";
import { everybody, type Permissions } from "../deploy/permissions";
import { createChannelStatus, type ChannelStatus, type IngestionStatus } from "../cloudtrail/channels";
import type { AuditRecord } from "../lake";
import { action, checkPermission, denied, findChannel } from "./access";
import { checkConstraints } from "./constraints";
import { decide, findDuplicate, type Outcome } from "./decide";
import type { Call, Channel, Fault, Intercept } from "./types";

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

type Refused = { refusal: Refusal };

export function createChannelEndpoint(options: ChannelEndpointOptions): RequestListener {
    const { channels, accept, intercept, permissions = everybody } = options;
    const { status = createChannelStatus(), now = () => new Date() } = options;
    const guard = createGuard(permissions.callers);
    let calls = 0;

    return function listen(request, response) {
        // Whatever fails here, the process lives on; a client that went away in between just never reads this.
        answer(request, response).catch((error: unknown) => answerRefusal(response, internalFailure(error)));
    };

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const read = await readCall(request);
        if ("refusal" in read) return answerRefusal(response, read.refusal);
        const fault = intercept?.(read) ?? {};
        if (fault.delayMs) await wait(fault.delayMs);
        if (fault.reset === "beforeAcceptance") return void request.socket.resetAndDestroy();
        const put = await putEvents(read, fault);
        if (fault.answerDelayMs) await wait(fault.answerDelayMs);
        if (fault.reset === "afterAcceptance") return void request.socket.resetAndDestroy();
        if ("refusal" in put) return answerRefusal(response, put.refusal);
        const text = answerTo(put, fault);
        if (fault.reset === "withinAnswer") return answerHalf(response, text);
        answerText(response, 200, text);
    }

    /** From the wire to a well-formed call: in AWS's order. */
    async function readCall(request: IncomingMessage): Promise<Call | Refused> {
        const [path, query] = (request.url ?? "").split("?", 2);
        const body = await readBody(request, limits.call.bytes);
        if (request.method !== "POST" || path !== "/PutAuditEvents") {
            return { refusal: unknownOperation(request.method, path) };
        }
        const signature = guard(request, "cloudtrail-data");
        if (signature.refusal) return signature;
        if (!body) return { refusal: tooLarge };
        const form = checkConstraints(parseJson(body));
        if ("refusal" in form) return form;
        const parameters = new URLSearchParams(query);
        return {
            number: ++calls,
            caller: signature.caller,
            channelArn: parameters.get("channelArn") ?? "",
            externalId: parameters.get("externalId") ?? undefined,
            ...form,
        };
    }

    async function putEvents(call: Call, fault: Fault): Promise<Outcome | Refused> {
        const { accessKeyId, region } = call.caller;
        const channel = findChannel(channels, { ...call, region });
        if ("refusal" in channel) return { refusal: fault.refusal ?? channel.refusal };
        const at = now();
        status.note(channel.arn, at);
        const refusal =
            fault.refusal ??
            denied(permissions.denialOf(accessKeyId, action, channel.arn)) ??
            checkPermission(channel, call.externalId) ??
            findDuplicate(call.auditEvents);
        if (refusal) {
            status.note(channel.arn, at, { LatestIngestionErrorCode: refusal.name });
            return { refusal };
        }
        const outcome = decide(call.auditEvents, channel, at, fault.failures);
        try {
            if (outcome.accepted.length > 0) await accept(outcome.accepted);
        } catch (error) {
            status.note(channel.arn, at, { LatestIngestionErrorCode: "InternalFailure" });
            return { refusal: internalFailure(error) };
        }
        status.note(channel.arn, at, newsOf(outcome, at));
        return outcome;
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

const tooLarge: Refusal = {
    status: 413,
    name: "RequestEntityTooLargeException",
    message: `Request must be smaller than ${limits.call.bytes} bytes for the PutAuditEvents operation`,
};

function unknownOperation(method = "", path: string): Refusal {
    const message = `Unknown operation: ${method} ${path}. Known here: POST /PutAuditEvents.`;
    return { status: 404, name: "UnknownOperationException", message };
}

function internalFailure(error: unknown): Refusal {
    const reason = error instanceof Error ? error.message : String(error);
    return {
        status: 500,
        name: "InternalFailure",
        message: `The local lake could not take the events: ${reason}`,
    };
}
