import { expect } from "chai";
import { createGuard } from "../../../local/http/guard";
import { Refused } from "../../../local/http/input";
import { checkSignature } from "../../../local/http/signature";
import { signedFor } from "./support";

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

const now = new Date("2026-01-02T03:04:05Z");
const check = (change: Parameters<typeof headers>[0] = {}) =>
    checkSignature(headers(change), "cloudtrail-data", now);
const scope = (scoped: string) => ({ credential: `AKIDEXAMPLE/${scoped}` });

describe("checkSignature", () => {
    it("says who calls, and in which Region", () => {
        expect(check()).to.deep.equal({ accessKeyId: "AKIDEXAMPLE", region: "eu-central-1" });
    });

    it("reads the header in any order, with spaces and without", () => {
        const { algorithm, signature, credential } = good;
        const written = `${algorithm} Signature=${signature},SignedHeaders=host,  Credential=${credential}`;
        expect(check({ authorization: written })).to.have.property("accessKeyId");
    });

    it("knows us-gov-west-1 for a Region", () => {
        const change = scope("20260102/us-gov-west-1/cloudtrail-data/aws4_request");
        expect(check(change).region).to.equal("us-gov-west-1");
    });

    const [incomplete, invalid] = ["IncompleteSignature", "InvalidSignature"];
    const form = "are not those of Signature Version 4";
    const refused: [why: string, change: Parameters<typeof headers>[0], name: string, message: string][] = [
        ["no header", { authorization: "" }, "MissingAuthenticationToken", "Missing Authentication Token"],
        ["a bearer token", { authorization: "Bearer abc" }, incomplete, form],
        ["a short signature", { signature: "abc" }, incomplete, form],
        ["an unsigned host", { signedHeaders: "x-amz-date" }, incomplete, form],
        ["no date", { date: undefined }, incomplete, form],
        ["a month that is none", { date: "20261302T030405Z" }, incomplete, form],
        ["no access key", { credential: good.credential.slice(11) }, incomplete, form],
        ["no Region", scope("20260102/nowhere/cloudtrail-data/aws4_request"), incomplete, form],
        ["what is stale", { date: "20260102T025904Z" }, invalid, "now earlier than 20260102T025905Z (2026"],
        ["the future", { date: "20260102T030906Z" }, invalid, "still later than 20260102T030905Z (20260102T"],
        ["another service", scope("20260102/eu-central-1/s3/aws4_request"), invalid, "'cloudtrail-data'."],
        [
            "another day",
            scope("20260101/eu-central-1/cloudtrail-data/aws4_request"),
            invalid,
            "'20260101' !=",
        ],
    ];
    for (const [why, change, name, message] of refused) {
        it(`refuses ${why}: ${name}`, () =>
            expect(() => check(change))
                .to.throw(Refused, message)
                .that.includes({ status: 403, name: `${name}Exception` }));
    }

    for (const date of ["20260102T025905Z", "20260102T030905Z"])
        it(`takes ${date} five minutes from now`, () => expect(check({ date })).to.have.property("region"));
});

describe("the guard of an endpoint", () => {
    const guard = createGuard({ of: (key) => (key === "AKIDEXAMPLE" ? "operator" : undefined) });
    const ask = (host: string | undefined, key?: string) =>
        guard({ headers: { ...signedFor("sqs", key), host }, socket: { localPort: 4000 } } as never, "sqs");

    for (const host of ["127.0.0.1:4000", "LOCALHOST:4000", "[::1]:4000"])
        it(`lets in for ${host}`, () => expect(ask(host)).to.have.property("region"));

    const foreign = ["evil.example:4000", "127.0.0.1.evil.example:4000", "127.0.0.1:4001", "127.0.0.1"];
    for (const host of [undefined, "localhost:4000:4000", "x@127.0.0.1:4000", ...foreign])
        it(`keeps out for the host ${host}`, () =>
            expect(() => ask(host))
                .to.throw(Refused)
                .that.includes({ status: 403, name: "AccessDeniedException" }));

    it("keeps out whose key this run did not give out", () => {
        expect(() => ask("127.0.0.1:4000", "AKIDOTHER"))
            .to.throw(Refused)
            .that.includes({ name: "InvalidClientTokenId" });
    });
});
