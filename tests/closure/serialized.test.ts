import { expect } from "chai";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { batchOf, bodies, eventWith } from "../../lab/forwarder/events";
import {
    requiredBy,
    runFunction,
    serializeForwarder,
    serializeWriter,
    type Answer,
} from "../../lab/forwarder/closure";
import { startServices, type Services } from "../../lab/forwarder/services";

const repository = resolve(__dirname, "../..");

const ofForwarder = ["@aws-sdk/client-cloudtrail-data", "@aws-sdk/client-sqs", "node:crypto", "node:net"];
const ofWriter = ["@aws-sdk/client-s3", "@aws-sdk/client-sqs", "node:crypto", "node:net", "node:zlib"];
const secretsManager = "@aws-sdk/client-secrets-manager";

/** Each function, as most have it and with `eventTypes` or `redaction`: what it may require, and how long it may be, in bytes. */
const functions = {
    forwarder: { serialize: () => serializeForwarder(), modules: ofForwarder, most: 56_000 },
    writer: { serialize: () => serializeWriter(), modules: ofWriter, most: 56_000 },
    "preparing forwarder": {
        serialize: () => serializeForwarder(true),
        modules: [...ofForwarder, secretsManager].sort(),
        most: 60_000,
    },
    "preparing writer": {
        serialize: () => serializeWriter(true),
        modules: [...ofWriter, secretsManager].sort(),
        most: 60_000,
    },
};

/** Each function's text. */
const texts: Record<string, string> = {};
before(async () => {
    for (const [name, { serialize }] of Object.entries(functions)) texts[name] = await serialize();
});

for (const [name, { serialize, modules, most }] of Object.entries(functions)) {
    describe(`the serialized ${name}`, () => {
        let text: string;
        before(() => {
            text = texts[name];
        });

        it(`is at most ${most / 1000} kB of text`, () => expect(Buffer.byteLength(text)).to.be.at.most(most));

        it("is the same every time", async () => expect(await serialize()).to.equal(text));

        it("asks for Node's own modules and its clients", () => {
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
                createSourceFile("__index.js", source, 99).parseDiagnostics.map(
                    ({ messageText }) => messageText,
                );
            expect(parse("a ??= b")).not.to.deep.equal([]);
            expect(parse(text)).to.deep.equal([]);
        });

        it("has no comments, and no names that TypeScript left behind", () => {
            expect(text).not.to.match(
                /\/\*\*|^\s*\/\/|__importDefault|sourceMappingURL|exports\.(?!handler = )/m,
            );
        });
    });
}

describe("the serialized forwarder in a clean process", () => {
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
        answer = await runFunction(texts.forwarder, events, services.environment);
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
        expect(answer.logs.map((line) => (JSON.parse(line) as { message: string }).message)).to.deep.equal(
            Array(5).fill("batch settled"),
        );
    });

    it("requires no more than its text says", () =>
        expect(answer.required).to.deep.equal(functions.forwarder.modules));

    it("names the variable that it lacks, and never the external ID's value", async () => {
        const { environment } = services;
        const failed = await runFunction(texts.forwarder, [], {
            ...environment,
            EXTERNAL_ID: "s3cret value",
        }).catch(String);
        expect(failed)
            .to.include("The environment variable EXTERNAL_ID is malformed")
            .and.not.include("s3cret");
    });
});

describe("the serialized functions with eventTypes and redaction in a clean process", () => {
    const event = (index: number, event_type_id: unknown) =>
        JSON.stringify(eventWith({ uuid: `e${index}`, event_type_id, user_name: "Ada", notes: "private" }));
    const batch = batchOf([5, 8, "8", "probe"].map((type, index) => event(index, type)));
    for (const [name, REDACTION, clients] of [
        ["forwarder", "remove notes hash user_name", [secretsManager]],
        ["writer", "remove user_name,notes", []],
    ] as const)
        it(`leave out what is left out, and require no more than they need: the ${name}, ${REDACTION}`, async () => {
            const services = await startServices();
            const { results, logs, required } = await runFunction(texts[`preparing ${name}`], [batch], {
                ...services.environment,
                EVENT_TYPES: "exclude 8",
                REDACTION,
                HASH_KEY_ARN: services.secret.arn,
            }).finally(() => services.stop());
            expect(results).to.deep.equal([{ returned: [] }]);
            const stored = services.stored().map((line) => JSON.parse(line) as { eventid: string });
            const accepted = services.accepted.map(({ eventData }) => eventData);
            const ids = [...stored.map(({ eventid }) => eventid), ...accepted.map(({ UID }) => UID)];
            expect(ids).to.have.members(["e0", "e3"]);
            const all = JSON.stringify([stored, accepted, logs]);
            expect(all).not.to.match(/Ada|private/);
            expect(all.includes("user_name")).to.equal(REDACTION.includes("hash"));
            const messages = logs.map((line) => (JSON.parse(line) as { message: string }).message);
            expect(messages).to.deep.equal(["batch settled", "events excluded"]);
            expect(required).to.deep.equal([...functions[name].modules, ...clients].sort());
        });
});

describe("the serialized writer in a clean process", () => {
    let services: Services;
    let answer: Answer;
    before(async () => {
        services = await startServices();
        services.interceptObjects = ({ number }) =>
            number > 1 ? { refusal: { status: 403, name: "AccessDenied", message: "no" } } : undefined;
        const events = [batchOf([...bodies(100), "no event"]), batchOf(bodies(1))];
        answer = await runFunction(texts.writer, events, services.environment);
    });
    after(() => services.stop());

    it("stores a batch, and leaves the rest to the queue", () => {
        expect(answer.results).to.deep.equal([{ returned: [] }, { returned: ["m0"] }]);
        const ids = services.stored().map((line) => (JSON.parse(line) as { eventid: string }).eventid);
        expect(ids).to.have.members(bodies(100).map((_, index) => `e${index}`));
    });

    it("dead-letters what is no event", () =>
        expect(services.messages.map(({ MessageBody }) => MessageBody)).to.deep.equal(["no event"]));

    it("writes one line for each invocation", () => expect(answer.logs).to.have.length(2));

    it("requires no more than its text says", () =>
        expect(answer.required).to.deep.equal(functions.writer.modules));
});
