import { expect } from "chai";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answerJson, answerRefusal, parseJson, readBody } from "../../../local/http/messages";

describe("HTTP messages", () => {
    let server: Server | undefined;
    afterEach(() => server?.close());

    async function serve(listener: RequestListener): Promise<string> {
        server = createServer(listener);
        await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    }

    const bodies: [bytes: number, kept: boolean][] = [
        [0, true],
        [1000, true],
        [1001, false],
        [5_000_000, false],
    ];
    for (const [bytes, kept] of bodies) {
        it(`${kept ? "keeps" : "gives up"} a body of ${bytes} bytes at a limit of 1000, and still answers`, async () => {
            const url = await serve((request, response) => {
                void readBody(request, 1000).then((body) =>
                    answerJson(response, 200, body?.length ?? "too long"),
                );
            });
            const response = await fetch(url, { method: "POST", body: "x".repeat(bytes) });
            expect(await response.json()).to.equal(kept ? bytes : "too long");
        });
    }

    it("answers JSON with a request id and its length in bytes", async () => {
        const url = await serve((_request, response) => answerJson(response, 200, { name: "ü" }));
        const response = await fetch(url);
        expect(response.headers.get("x-amzn-requestid")).to.match(/^[0-9a-f-]{36}$/);
        expect(response.headers.get("content-type")).to.equal("application/json");
        expect(response.headers.get("content-length")).to.equal("13");
        expect(await response.json()).to.deep.equal({ name: "ü" });
    });

    it("names an error in the header and in the body, and passes its headers on", async () => {
        const headers = { "Retry-After": "3" };
        const refusal = { status: 429, name: "ThrottlingException", message: "Rate exceeded", headers };
        const url = await serve((_request, response) => answerRefusal(response, refusal, "json-1.1"));
        const response = await fetch(url);
        expect(response.status).to.equal(429);
        expect(response.headers.get("content-type")).to.equal("application/x-amz-json-1.1");
        expect(response.headers.get("x-amzn-errortype")).to.equal("ThrottlingException");
        expect(response.headers.get("retry-after")).to.equal("3");
        expect(await response.json()).to.deep.equal({
            __type: "ThrottlingException",
            message: "Rate exceeded",
        });
    });

    it("reads JSON, and says undefined where there is none", () => {
        expect(parseJson(Buffer.from('{"a":null}'))).to.deep.equal({ a: null });
        expect(parseJson(Buffer.from("null"))).to.equal(null);
        expect(parseJson(Buffer.from("{"))).to.equal(undefined);
        expect(parseJson(Buffer.from(""))).to.equal(undefined);
    });
});
