import { expect } from "chai";
import { checkSignature } from "../../../local/http/signature";

const good = {
    algorithm: "AWS4-HMAC-SHA256",
    credential: "AKIDEXAMPLE/20260102/eu-central-1/cloudtrail-data/aws4_request",
    signedHeaders: "content-type;host;x-amz-date",
    signature: "0123456789abcdef".repeat(4),
    date: "20260102T030405Z" as string | undefined,
};

function headers(change: Partial<typeof good> & { authorization?: string } = {}) {
    const { algorithm, credential, signedHeaders, signature, date } = { ...good, ...change };
    const written = `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
    return { authorization: change.authorization ?? written, "x-amz-date": date };
}

const scope = (scoped: string) => ({ credential: `AKIDEXAMPLE/${scoped}` });

describe("checkSignature", () => {
    it("says who calls, and in which Region", () => {
        expect(checkSignature(headers(), "cloudtrail-data")).to.deep.equal({
            caller: { accessKeyId: "AKIDEXAMPLE", region: "eu-central-1" },
        });
    });

    const forms: [authorization: string, why: string][] = [
        [headers().authorization.replaceAll(", ", ","), "no spaces"],
        [
            `${good.algorithm} Signature=${good.signature},  SignedHeaders=host, Credential=${good.credential}`,
            "another order",
        ],
    ];
    for (const [authorization, why] of forms) {
        it(`reads the header with ${why}`, () => {
            expect(checkSignature(headers({ authorization }), "cloudtrail-data")).to.have.property("caller");
        });
    }

    for (const region of ["us-gov-west-1", "cn-north-1", "ap-southeast-10"]) {
        it(`knows ${region} for a Region`, () => {
            const change = scope(`20260102/${region}/cloudtrail-data/aws4_request`);
            expect(checkSignature(headers(change), "cloudtrail-data").caller?.region).to.equal(region);
        });
    }

    const requires = (what: string) => `Authorization header requires '${what}' parameter.`;
    const date = "Authorization header requires existence of a 'X-Amz-Date' header.";
    const nothing = ["Credential", "Signature", "SignedHeaders"].map(requires).join(" ");
    const parts = "exactly 5 slash-delimited elements";
    const [incomplete, invalid] = ["IncompleteSignature", "InvalidSignature"];
    const refused: [why: string, change: Parameters<typeof headers>[0], name: string, message: string][] = [
        ["no header", { authorization: "" }, "MissingAuthenticationToken", "Missing Authentication Token"],
        [
            "a bearer token",
            { authorization: "Bearer abc" },
            incomplete,
            "Unsupported AWS 'algorithm': 'Bearer'",
        ],
        ["asymmetric signing", { algorithm: "AWS4-ECDSA-P256-SHA256" }, incomplete, "'algorithm'"],
        ["no signature", { signature: "" }, incomplete, requires("Signature")],
        [
            "nothing",
            { authorization: `${good.algorithm} x`, date: undefined },
            incomplete,
            `${nothing} ${date}`,
        ],
        ["no date", { date: undefined }, incomplete, date],
        ["a date in words", { date: "2026-01-02" }, incomplete, "'basic format'. Got '2026-01-02'."],
        ["a short signature", { signature: "abc" }, incomplete, "64 lower-case hexadecimal digits"],
        ["an unsigned host", { signedHeaders: "x-amz-date" }, invalid, "'Host' must be a 'SignedHeader'"],
        ["four elements", scope("20260102/eu-central-1/aws4_request"), incomplete, parts],
        ["no access key", { credential: good.credential.slice(11) }, incomplete, parts],
        ["another ending", scope("20260102/eu-central-1/cloudtrail-data/aws5"), invalid, "not 'aws5'."],
        [
            "another service",
            scope("20260102/eu-central-1/cloudtrail/aws4_request"),
            invalid,
            "Credential should be scoped to correct service: 'cloudtrail-data'.",
        ],
        [
            "no Region",
            scope("20260102/nowhere/cloudtrail-data/aws4_request"),
            invalid,
            "Region, not 'nowhere'.",
        ],
        [
            "another day",
            scope("20260101/eu-central-1/cloudtrail-data/aws4_request"),
            invalid,
            "'20260101' !=",
        ],
    ];
    for (const [why, change, name, message] of refused) {
        it(`refuses ${why}: ${name}`, () => {
            const { caller, refusal } = checkSignature(headers(change), "cloudtrail-data");
            expect(caller).to.equal(undefined);
            expect(refusal).to.include({ status: 403, name: `${name}Exception` });
            expect(refusal?.message).to.include(message);
        });
    }
});
