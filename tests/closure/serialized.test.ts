import { expect } from "chai";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { batchOf, eventWith } from "../../lab/forwarder/events";
import { requiredBy, runFunction, serializeForwarder, serializeWriter } from "../../lab/forwarder/closure";
import { startServices } from "../../lab/forwarder/services";
import { environment } from "../../lab/forwarder/start";

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

const types = [5, 8, "8", "probe"];
const bodies = types.map((event_type_id, index) =>
    JSON.stringify(eventWith({ uuid: `e${index}`, event_type_id, user_name: "Ada", notes: "private" })),
);

/** What each function has in its environment, and requires then. How the functions behave is the pipeline's test. */
const processes: [name: keyof typeof functions, required: string[], redaction?: string][] = [
    ["forwarder", ofForwarder],
    ["writer", ofWriter],
    ["preparing forwarder", [...ofForwarder, secretsManager], "remove notes hash user_name"],
    // It has nothing to hash.
    ["preparing writer", ofWriter, "remove user_name,notes"],
];

describe("in a clean process", () => {
    for (const [name, required, REDACTION] of processes)
        it(`the ${name} delivers and dead-letters, and requires no more than it needs`, async () => {
            const services = await startServices();
            const preparing = { EVENT_TYPES: "exclude 8", REDACTION, HASH_KEY_ARN: services.secret.arn };
            const answer = await runFunction(texts[name], [batchOf([...bodies, "no event"])], {
                ...services.environment,
                ...(REDACTION === undefined ? {} : preparing),
            }).finally(() => services.stop());
            expect(answer.results).to.deep.equal([{ returned: [] }]);
            expect(answer.required).to.deep.equal([...required].sort());
            const rows = services.stored().map((line) => JSON.parse(line) as { eventid: string });
            const accepted = services.accepted.map(({ eventData }) => eventData);
            const found = [...rows.map(({ eventid }) => eventid), ...accepted.map(({ UID }) => UID)];
            expect(found).to.have.members(REDACTION === undefined ? ["e0", "e1", "e2", "e3"] : ["e0", "e3"]);
            expect(services.messages.map(({ MessageBody }) => MessageBody)).to.deep.equal(["no event"]);
            const delivered = JSON.stringify([rows, accepted]);
            expect(/Ada|private/.test(delivered)).to.equal(REDACTION === undefined);
            expect(delivered.includes("user_name")).to.equal(REDACTION !== "remove user_name,notes");
            expect(answer.logs.join()).to.not.match(/Ada|private/);
        });

    it("a variable that is malformed is named, and the external ID's value never", async () => {
        const failed = await runFunction(texts.forwarder, [], {
            ...environment,
            EXTERNAL_ID: "s3cret value",
        }).catch(String);
        expect(failed)
            .to.include("The environment variable EXTERNAL_ID is malformed")
            .and.not.include("s3cret");
    });
});
