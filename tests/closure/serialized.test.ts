import { expect } from "chai";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { batchOf, bodies, eventWith } from "../../lab/forwarder/events";
import { requiredBy, runFunction, serializeForwarder, type Answer } from "../../lab/forwarder/closure";
import { startServices, type Services } from "../../lab/forwarder/services";

const modules = ["@aws-sdk/client-cloudtrail-data", "@aws-sdk/client-sqs", "node:crypto", "node:net"];
const repository = resolve(__dirname, "../..");

describe("the serialized forwarder", () => {
    let text: string;
    before(async () => {
        text = await serializeForwarder();
    });

    it("is at most 56 kB of text", () => expect(Buffer.byteLength(text)).to.be.at.most(56_000));

    it("is the same every time", async () => expect(await serializeForwarder()).to.equal(text));

    it("asks for Node's own modules and the two clients", () => {
        expect(requiredBy(text)).to.deep.equal(modules);
    });

    it("names no file of this repository, nor its package", () => {
        for (const trace of [
            repository,
            dirname(__filename),
            "onelogin-cloudtrail-lake",
            "handler/",
            "dist/",
            ".ts",
        ]) {
            expect(text).not.to.include(trace);
        }
    });

    it("is understood by the compiler that Pulumi uses where a project has none", () => {
        // TypeScript 3.8, which knows no syntax since: `a ??= b` is an error to it, and to the serializer.
        const pulumi = dirname(require.resolve("@pulumi/pulumi/package.json"));
        const path = resolve(pulumi, "vendor/typescript@3.8.3/typescript.js");
        const { createSourceFile } = createRequire(__filename)(path) as {
            createSourceFile: (
                name: string,
                text: string,
                target: number,
            ) => { parseDiagnostics: { messageText: unknown }[] };
        };
        const parse = (source: string) =>
            createSourceFile("__index.js", source, 99).parseDiagnostics.map(({ messageText }) => messageText);
        expect(parse("a ??= b")).not.to.deep.equal([]);
        expect(parse(text)).to.deep.equal([]);
    });

    it("has no comments, and no names that TypeScript left behind", () => {
        expect(text).not.to.match(
            /\/\*\*|^\s*\/\/|__importDefault|sourceMappingURL|exports\.(?!handler = )/m,
        );
    });

    describe("in a clean process", () => {
        let services: Services;
        let answer: Answer;
        before(async () => {
            services = await startServices();
            services.intercept = ({ auditEvents }) =>
                auditEvents.some(({ id }) => id === "stuck")
                    ? { refusal: { status: 403, name: "AccessDeniedException", message: "no" } }
                    : { failures: { bad: { errorCode: "InvalidData", errorMessage: "no" } } };
            const events = [
                batchOf([...bodies(100), "no event"]),
                eventWith({ uuid: "direct" }),
                eventWith({ uuid: "bad" }),
                eventWith({ uuid: "stuck" }),
                batchOf([JSON.stringify(eventWith({ uuid: "stuck" }))]),
            ];
            answer = await runFunction(text, events, services.environment);
        });
        after(() => services.stop());

        it("delivers a batch and a direct event", () => {
            expect(answer.results.slice(0, 2)).to.deep.equal([{ returned: [] }, { returned: [] }]);
            const ids = services.accepted.map(({ eventData }) => eventData.UID);
            expect(ids).to.deep.equal([...bodies(100).map((_, index) => `e${index}`), "direct"]);
        });

        it("dead-letters what is no event, and what the service rejects", () => {
            expect(answer.results[2]).to.deep.equal({ returned: [] });
            const letters = services.messages.map(({ MessageBody }) => MessageBody);
            expect(letters).to.deep.equal(["no event", JSON.stringify(eventWith({ uuid: "bad" }))]);
        });

        it("leaves the rest to Lambda or the queue", () => {
            expect(answer.results[3].error).to.include("The event was not delivered");
            expect(answer.results[4]).to.deep.equal({ returned: ["m0"] });
        });

        it("writes one line for each invocation", () => {
            expect(
                answer.logs.map((line) => (JSON.parse(line) as { message: string }).message),
            ).to.deep.equal(Array(5).fill("batch settled"));
        });

        it("requires no more than its text says", () => expect(answer.required).to.deep.equal(modules));

        it("names the variable that it lacks, and never the external ID's value", async () => {
            const { environment } = services;
            const failed = await runFunction(text, [], {
                ...environment,
                EXTERNAL_ID: "s3cret value",
            }).catch(String);
            expect(failed)
                .to.include("The environment variable EXTERNAL_ID is malformed")
                .and.not.include("s3cret");
        });
    });
});
