/**
 * Looks at a request's Signature Version 4 the way AWS does, and answers in its words.
 *
 * Whether the signature itself is right cannot be known here (nobody's secret key is), so any well-formed one
 * passes; what a misconfigured client gets wrong (no credentials, another service's scope, a stale date) does not.
 * Source: "Authorization header" and "Troubleshoot Signature Version 4 signed requests" in the IAM user guide.
 */
import type { IncomingHttpHeaders } from "node:http";
import type { Refusal } from "./messages";

interface Caller {
    accessKeyId: string;
    region: string;
}

type SignatureCheck = { caller: Caller; refusal?: undefined } | { caller?: undefined; refusal: Refusal };

const algorithm = "AWS4-HMAC-SHA256";

/**
 * Who calls, or why the call is refused.
 *
 * @param service The signing name that the credential must be scoped to, such as `cloudtrail-data`.
 * @param now When the request came.
 * @param minutes That it may be on its way, or its client's clock be wrong.
 */
function checkSignature(
    headers: IncomingHttpHeaders,
    service: string,
    now = new Date(),
    minutes = 5,
): SignatureCheck {
    const authorization = headers.authorization;
    if (!authorization) {
        return refuse("MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    if (!authorization.startsWith(`${algorithm} `)) {
        const found = authorization.split(" ", 1)[0];
        return incomplete(`Unsupported AWS 'algorithm': '${found}'; '${algorithm}' is expected.`);
    }
    const fields = fieldsOf(authorization.slice(algorithm.length));
    const date = single(headers["x-amz-date"]);
    const missing = [
        ...["Credential", "Signature", "SignedHeaders"]
            .filter((name) => !fields.get(name))
            .map((name) => `Authorization header requires '${name}' parameter.`),
        ...(date ? [] : ["Authorization header requires existence of a 'X-Amz-Date' header."]),
    ];
    if (!date || missing.length > 0) return incomplete(missing.join(" "));
    if (!/^\d{8}T\d{6}Z$/.test(date)) {
        return incomplete(`Date must be in ISO-8601 'basic format'. Got '${date}'.`);
    }
    if (!/^[0-9a-f]{64}$/.test(fields.get("Signature") ?? "")) {
        return incomplete("'Signature' must be 64 lower-case hexadecimal digits.");
    }
    if (!(fields.get("SignedHeaders") ?? "").split(";").includes("host")) {
        return invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    return checkAge(date, now, minutes) ?? checkScope(fields.get("Credential") ?? "", date, service);
}

function checkAge(date: string, now: Date, minutes: number): SignatureCheck | undefined {
    const time = Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
    const [earliest, latest] = [-1, 1].map((way) => now.getTime() + way * minutes * 60_000);
    if (time < earliest)
        return invalid(
            `Signature expired: ${date} is now earlier than ${basic(earliest)} (${basic(now)} - ${minutes} min.)`,
        );
    if (time > latest)
        return invalid(
            `Signature not yet current: ${date} is still later than ${basic(latest)} (${basic(now)} + ${minutes} min.)`,
        );
    // A time that does not exist, such as a thirteenth month.
    return Number.isNaN(time)
        ? incomplete(`Date must be in ISO-8601 'basic format'. Got '${date}'.`)
        : undefined;
}

/** A time as the header has it. */
function basic(time: number | Date): string {
    return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** The credential's scope: `AKID/date/region/service/aws4_request`. An access key id itself holds no slash. */
function checkScope(credential: string, date: string, service: string): SignatureCheck {
    const elements = credential.split("/");
    if (elements.length !== 5 || elements.includes("")) {
        return incomplete(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term," +
                ` got '${credential}'`,
        );
    }
    const [accessKeyId, day, region, scopedService, terminator] = elements;
    if (terminator !== "aws4_request") {
        return invalid(
            `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`,
        );
    }
    if (scopedService !== service) {
        return invalid(`Credential should be scoped to correct service: '${service}'.`);
    }
    if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) {
        return invalid(`Credential should be scoped to a valid Region, not '${region}'.`);
    }
    if (day !== date.slice(0, 8)) {
        return invalid(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP:" +
                ` '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
        );
    }
    return { caller: { accessKeyId, region } };
}

/** `Credential=…, SignedHeaders=…, Signature=…`: the spaces are optional, the order is free. */
function fieldsOf(text: string): Map<string, string> {
    const pairs = text.split(",").map((part) => part.trim());
    return new Map(
        pairs
            .filter((pair) => pair.includes("="))
            .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
    );
}

function single(header: string | string[] | undefined): string | undefined {
    return Array.isArray(header) ? header[0] : header;
}

/** 403 is what the "Common Errors" page of the CloudTrail APIs gives for all three. */
function refuse(name: string, message: string): SignatureCheck {
    return { refusal: { status: 403, name, message } };
}

const incomplete = (message: string) => refuse("IncompleteSignatureException", message);
const invalid = (message: string) => refuse("InvalidSignatureException", message);

export { checkSignature, type Caller, type SignatureCheck };
