/**
 * CloudTrail over HTTP (JSON 1.1), as far as event data stores, channels and queries go: any AWS SDK or CLI can be
 * pointed at it. What it does not know it says.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { answerJson, answerRefusal, parseJson, readBody, type Refusal } from "../http/messages";
import { createGuard, type Guard } from "../http/guard";
import type { Lake } from "../lake";
import { createChannelStatus, type ChannelStatus } from "./channels";
import { Refused, type Input } from "./input";
import { queryOperations } from "./queries";
import { resourceOperations, type NamedChannel } from "./resources";

export interface CloudTrailEndpointOptions {
    readonly lake: Pick<Lake, "stores" | "query" | "check">;
    /** Read at every call: a channel that is added later is found. */
    readonly channels: readonly NamedChannel[];
    /** What the PutAuditEvents endpoint reports to. */
    readonly status?: ChannelStatus;
    /** By default it lets in whose request is signed. */
    readonly guard?: Guard;
    readonly clock?: () => Date;
}

type Operation = (input: Input) => unknown;

/** Far more than the longest query takes. */
const largestBody = 1_000_000;
/** SDKs and the CLI write `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetChannel`, or the last two parts of it. */
const target = /^(?:com\.amazonaws\.cloudtrail\.v20131101\.)?CloudTrail_20131101\.(\w+)$/;

export function createCloudTrailEndpoint(options: CloudTrailEndpointOptions): RequestListener {
    const {
        lake,
        channels,
        status = createChannelStatus(),
        clock = () => new Date(),
        guard = createGuard(),
    } = options;
    const operations: Readonly<Record<string, Operation>> = {
        ...resourceOperations(lake.stores, channels, status, clock),
        ...queryOperations(lake, clock),
    };

    return function listen(request, response) {
        answer(request, response).catch((error: unknown) =>
            answerRefusal(response, refusalOf(error), "json-1.1"),
        );
    };

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const body = await readBody(request, largestBody);
        const { refusal } = guard(request, "cloudtrail");
        if (refusal !== undefined) {
            return answerRefusal(response, refusal, "json-1.1");
        }
        const operation = operationOf(request, operations);
        answerJson(response, 200, await operation(inputOf(body)), "json-1.1");
    }
}

function operationOf(
    { method, url, headers }: IncomingMessage,
    operations: Readonly<Record<string, Operation>>,
): Operation {
    const written = String(headers["x-amz-target"] ?? "");
    const name = target.exec(written)?.[1];
    if (method !== "POST" || name === undefined) {
        throw new Refused(
            "UnknownOperationException",
            `${method} ${url} with X-Amz-Target '${written}' is no call of CloudTrail.`,
        );
    }
    if (!Object.hasOwn(operations, name)) {
        throw new Refused(
            "UnknownOperationException",
            `${name} is not known to this stand-in for CloudTrail. Known: ${Object.keys(operations).join(", ")}.`,
        );
    }
    return operations[name];
}

function inputOf(body: Buffer | undefined): Input {
    const input = body === undefined ? undefined : body.length === 0 ? {} : parseJson(body);
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
        throw new Refused(
            "SerializationException",
            `The body must be a JSON object of at most ${largestBody} bytes.`,
        );
    }
    return input as Input;
}

function refusalOf(error: unknown): Refusal {
    if (error instanceof Refused) {
        return error;
    }
    return {
        status: 500,
        name: "InternalFailure",
        message: `The stand-in for CloudTrail failed: ${String(error)}`,
    };
}
