/**
 * S3 over HTTP: what the writer, `history` and people call. fauxqs has an S3, too, but no versions, lock, conditional
 * writes or policies: of what matters here nothing would be its own. Objects are kept in memory.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Caller } from "../aws/iam/callers";
import type { Permissions } from "../deploy/permissions";
import { createGuard } from "../http/guard";
import type { Caller as Signer } from "../http/signature";
import { Refused, refusedBy } from "../http/input";
import { readBody, type Refusal } from "../http/messages";
import { refusalAnswer, send, type Answer } from "./answers";
import type { Bucket } from "./bucket";
import { operations } from "./operations";
import { readRequest, type Request } from "./request";
import type { InterceptObjects, ObjectFault } from "./types";
import { readUpload, type Upload } from "./upload";

export interface ObjectsEndpointOptions {
    /** Read at every call: a bucket may go. */
    buckets: readonly Bucket[];
    permissions: Permissions;
    intercept?: InterceptObjects;
}

/** What a call is allowed by, if not by the permission of its own name (Service Authorization Reference, "Amazon S3"). */
const permissionsFor: Readonly<Record<string, string>> = {
    ListObjectsV2: "s3:ListBucket",
    GetBucketEncryption: "s3:GetEncryptionConfiguration",
    GetBucketLifecycleConfiguration: "s3:GetLifecycleConfiguration",
    GetObjectLockConfiguration: "s3:GetBucketObjectLockConfiguration",
    GetPublicAccessBlock: "s3:GetBucketPublicAccessBlock",
};

/** Far more than a batch of 6 MB makes. */
const largestBody = 64_000_000;

export function createObjectsEndpoint(options: ObjectsEndpointOptions): RequestListener {
    const { buckets, permissions, intercept } = options;
    const { callers } = permissions;
    const guard = createGuard(callers, 15);
    let calls = 0;

    return function listen(request, response) {
        answer(request, response).catch((error: unknown) =>
            refuse(request, response, refusedBy(error, "S3", "InternalError")),
        );
    };

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const raw = await readBody(request, largestBody);
        const signer = signerOf(request);
        if (raw === undefined)
            throw new Refused("EntityTooLarge", `At most ${largestBody} bytes are taken here.`);
        const read = readRequest(request);
        const upload = read.action === "PutObject" ? readUpload(request.headers, raw) : noUpload;
        const caller = callers.of(signer.accessKeyId) as Caller;
        const { action, bucket, key } = read;
        const call = { number: ++calls, action, caller, bucket, key, body: upload.body };
        const fault: ObjectFault = intercept?.(call) ?? {};
        if (fault.delayMs) await wait(fault.delayMs);
        if (fault.reset === "before") return void request.socket.resetAndDestroy();
        if (fault.refusal !== undefined) return refuse(request, response, fault.refusal);
        const done = operate(read, upload, caller, signer.region);
        if (fault.answerDelayMs) await wait(fault.answerDelayMs);
        if (fault.reset === "after") return void request.socket.resetAndDestroy();
        send(response, done);
    }

    function signerOf(request: IncomingMessage): Signer {
        try {
            return guard(request, "s3");
        } catch (error) {
            throw inWordsOfS3(error as Refused);
        }
    }

    function operate(request: Request, upload: Upload, caller: Caller, region: string): Answer {
        const { action, bucket: name, key, headers } = request;
        const bucket = buckets.find(({ settings }) => settings.name === name);
        if (bucket === undefined)
            throw new Refused("NoSuchBucket", "The specified bucket does not exist", 404);
        const { arn, account, region: home, kmsKeyArn } = bucket.settings;
        if (region !== home)
            throw new Refused(
                "AuthorizationHeaderMalformed",
                `The authorization header is malformed; the region '${region}' is wrong; expecting '${home}'`,
            );
        if ((headers["x-amz-expected-bucket-owner"] ?? account) !== account)
            throw new Refused("AccessDenied", "Access Denied", 403);
        const context = { "s3:if-none-match": headers["if-none-match"] };
        const authorize = (permission: string) => {
            const isAboutBucket = key === "" || permission === "s3:ListBucket";
            check(permissions.denial(caller, permission, isAboutBucket ? arn : `${arn}/${key}`, context));
        };
        const ofVersion = request.query.has("versionId") ? "Version" : "";
        authorize((permissionsFor[action] ?? `s3:${action}`) + (key === "" ? "" : ofVersion));
        const keyAction = keyActions[action];
        if (kmsKeyArn !== undefined && keyAction !== undefined)
            check(
                permissions.denial(caller, keyAction, kmsKeyArn, {
                    "kms:ViaService": `s3.${home}.amazonaws.com`,
                }),
            );
        return operations[action]({ request, bucket, upload, authorize });
    }
}

/** What S3 asks of the key in the caller's name. */
const keyActions: Readonly<Record<string, string | undefined>> = {
    PutObject: "kms:GenerateDataKey",
    GetObject: "kms:Decrypt",
};

const noUpload: Upload = { body: Buffer.alloc(0), isChecked: false };

function check(denial: string | undefined): void {
    if (denial !== undefined) throw new Refused("AccessDenied", denial, 403);
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    send(response, refusalAnswer(refusal, request.url ?? ""));
}

/** The other services' names for what is wrong with a signature are not S3's. */
function inWordsOfS3({ name, message }: Refused): Refused {
    if (name === "MissingAuthenticationTokenException")
        return new Refused("AccessDenied", "Access Denied", 403);
    if (name === "UnrecognizedClientException") return new Refused("InvalidAccessKeyId", message, 403);
    if (/^Signature (?:expired|not yet current)/.test(message))
        return new Refused(
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            403,
        );
    if (name === "AccessDeniedException") return new Refused("AccessDenied", message, 403);
    return new Refused("AuthorizationHeaderMalformed", message);
}
