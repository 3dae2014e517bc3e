/**
 * Looks at a request's Signature Version 4 the way AWS does, and answers in its words.
 *
 * Whether the signature itself is right cannot be known here (nobody's secret key is), so any well-formed one
 * passes; what a misconfigured client gets wrong (no credentials, another service's scope, a stale date) does not. What
no client of AWS's writes is refused in one sentence.
 * Source: "Authorization header" and "Troubleshoot Signature Version 4 signed requests" in the IAM user guide.
 */
import type { IncomingHttpHeaders } from "node:http";
import { Refused } from "./input";

export interface Caller {
    accessKeyId: string;
    region: string;
}

/** `Credential=AKID/date/region/service/aws4_request, SignedHeaders=…, Signature=…`: spaces are optional, the order is free. */
const credential = /Credential=([^/,\s]+)\/(\d{8})\/([a-z]{2,}(?:-[a-z]+)+-\d+)\/([^/,\s]+)\/aws4_request/;
const others = [/SignedHeaders=[^,\s]*\bhost\b/, /Signature=[0-9a-f]{64}\b/];
const basicFormat = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Who calls.
 *
 * @param service The signing name that the credential must be scoped to, such as `cloudtrail-data`.
 * @param now When the request came.
 * @param minutes That it may be on its way, or its client's clock be wrong.
 * @throws Refused with 403, which the "Common Errors" page of the CloudTrail APIs gives for all that is wrong here.
 */
export function checkSignature(
    { authorization, "x-amz-date": header }: IncomingHttpHeaders,
    service: string,
    now = new Date(),
    minutes = 5,
): Caller {
    if (!authorization) throw refused("MissingAuthenticationTokenException", "Missing Authentication Token");
    const date = String(header);
    const time = Date.parse(date.replace(basicFormat, "$1-$2-$3T$4:$5:$6Z"));
    const [, accessKeyId, day, region, scopedService] = credential.exec(authorization) ?? [];
    const complete =
        authorization.startsWith("AWS4-HMAC-SHA256 ") && others.every((part) => part.test(authorization));
    if (!complete || accessKeyId === undefined || !basicFormat.test(date) || Number.isNaN(time)) {
        throw refused(
            "IncompleteSignatureException",
            "The Authorization and X-Amz-Date headers are not those of Signature Version 4 (AWS4-HMAC-SHA256).",
        );
    }
    const [earliest, latest] = [-1, 1].map((way) => now.getTime() + way * minutes * 60_000);
    const faults = [
        time < earliest &&
            `Signature expired: ${date} is now earlier than ${basic(earliest)} (${basic(now)} - ${minutes} min.)`,
        time > latest &&
            `Signature not yet current: ${date} is still later than ${basic(latest)} (${basic(now)} + ${minutes} min.)`,
        scopedService !== service && `Credential should be scoped to correct service: '${service}'.`,
        day !== date.slice(0, 8) &&
            `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
    ];
    const fault = faults.find((one) => one !== false);
    if (fault) throw refused("InvalidSignatureException", fault);
    return { accessKeyId, region };
}

/** A time as the header has it. */
function basic(time: number | Date): string {
    return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

function refused(name: string, message: string): Refused {
    return new Refused(name, message, 403);
}
