import { expect } from "chai";
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { parse } from "yaml";
import { findOutputs } from "../../cli/outputs";
import * as components from "../../components";
import { outputsFile } from "../cli/outputs";
import { record as recordProgram } from "../support/pulumi/recorder";
import { forLake } from "../../queries/texts";
import type { AuditRecord, LakeResult } from "../../local/lake";
import { id, lakeOf, record } from "../local/lake/support";
import { blocks, pages, readText, section } from "./documents";

type Globals = Record<string, unknown>;

/** Runs a block of TypeScript as a module; what it imports is given, or installed here. */
function run(code: string, modules: Globals = {}, globals: Globals = {}): Globals {
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(code, { compilerOptions });
    const load = createRequire(__filename);
    const known: Globals = { "onelogin-cloudtrail-lake": components, ...modules };
    const exports: Globals = {};
    const require = (name: string): unknown => known[name] ?? load(name);
    const given: Globals = { require, exports, ...globals };
    const module = compileFunction(outputText, Object.keys(given)) as (...values: unknown[]) => void;
    module(...Object.values(given));
    return exports;
}

/** What a page's query answers in a lake that holds these records. */
async function answerOf(query: string, records: AuditRecord[] = []): Promise<LakeResult> {
    const lake = await lakeOf();
    try {
        await lake.ingest(records);
        return await lake.query(forLake(query, id));
    } finally {
        await lake.close();
    }
}

for (const page of pages) {
    describe(`${page}: its code`, () => {
        for (const [index, code] of blocks(readText(page), "json").entries())
            it(`JSON, block ${index + 1}`, () => expect(JSON.parse(code)).to.be.an("object"));

        for (const [index, code] of blocks(readText(page), "yaml").entries())
            it(`YAML, block ${index + 1}`, () => expect(parse(code)).to.be.an("object"));

        for (const [index, query] of blocks(readText(page), "sql").entries()) {
            if (!query.startsWith("SELECT")) continue;
            it(`SQL, block ${index + 1}, is CloudTrail Lake's`, async () => {
                const { columns } = await answerOf(query);
                expect(columns).to.have.length.above(1);
            });
        }
    });
}

describe("the documents' programs", () => {
    const config = {
        "test:store": "onelogin-event-data-store",
        "test:channel": "c",
        "test:source": "aws.partner/onelogin.com/US-1/a",
    };

    for (const page of ["README.md", "docs/adopt.md"]) {
        it(`${page} has one that runs`, async () => {
            const [program] = blocks(readText(page), "ts");
            const { result, errors, registrations } = await recordProgram(() => run(program), { config });
            expect(errors).to.deep.equal([]);
            expect(registrations).to.have.length.above(15);
            expect(Object.values(result ?? {})).not.to.include(undefined);
        });
    }

    it("README.md's exports what the command finds a deployment by", async () => {
        const [program] = blocks(readText("README.md"), "ts");
        const { result } = await recordProgram(() => run(program));
        const { outputs } = await findOutputs({ outputs: outputsFile(result) });
        expect(outputs).to.include.keys("ruleArn", "s3QueueArn", "athenaWorkgroupName");
    });

    it("README.md's is as short as it says", () =>
        expect(blocks(readText("README.md"), "ts")[0].trim().split("\n")).to.have.length.at.most(10));

    it("docs/testing.md has a test that passes", async () => {
        const [mocks, program, test] = blocks(readText("docs/testing.md"), "ts");
        const tests: (() => void)[] = [];
        let ready: Promise<void> | undefined;
        const globals = {
            beforeAll: (wait: () => Promise<void>) => (ready = wait()),
            test: (_: string, body: () => void) => tests.push(body),
            expect: (value: string) => ({
                toContain: (part: string) => expect(value).to.include(part),
                toBe: (other: unknown) => expect(value).to.equal(other),
            }),
        };
        const modules = { "./mocks": run(mocks), "./index": run(program) };
        run(test, modules, globals);
        await ready;
        expect(tests).to.have.length.above(1);
        for (const body of tests) body();
        await pulumi.runtime.disconnect();
    });
});

function queryOf(page: string, heading: string): string {
    return blocks(section(readText(page), heading), "sql").at(-1) as string;
}

const raw = (detail?: object) => ({ additionalEventData: { raw: { detail } } });

it("docs/queries.md: a row of each event, and none hidden that has another's id", async () => {
    const cut = { additionalEventData: { raw: { _truncated: ["$"], text: "…" } } };
    const { rows } = await answerOf(queryOf("docs/queries.md", "Duplicates"), [
        record("a", raw({ uuid: "a", user: "Zoë" })),
        record("a", raw({ uuid: "a", user: "Zoë" })),
        record("a", raw({ uuid: "a", user: "Elif" })),
        record("b", cut),
        record("b", cut),
    ]);
    expect(rows.map((row) => row[3]).sort()).to.deep.equal(["a", "a", "b"]);
});

it("docs/adopt.md: a row of each event, whatever UID the old function gave it", async () => {
    const { columns, rows } = await answerOf(queryOf("docs/adopt.md", "Switching over"), [
        record("one", raw({ uuid: "one" })),
        record("of-the-old-function", raw({ uuid: "one" })),
        record("two", raw({ uuid: "two" })),
        record("without-uuid", raw()),
        record("without-uuid", raw()),
    ]);
    expect(columns.map(({ name }) => name)).to.deep.equal(["eventTime", "eventName", "UID", "uuid"]);
    expect(rows.map((row) => row[3])).to.have.members(["one", "two", null]);
});
