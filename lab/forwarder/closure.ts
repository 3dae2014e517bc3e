/** The forwarder as it is deployed: serialized, alone in a folder, in a process of its own. */
import { runtime } from "@pulumi/pulumi";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { compileFunction } from "node:vm";
import { forwarderCode } from "../../components/forwarderCode";
import { writerCode } from "../../components/writerCode";
import type { Handler } from "../../handler/handling";
import { provideSdk } from "../../local/sdk/install";

const run = promisify(execFile);

/** A function's text, as `aws.lambda.CallbackFunction` makes it of a callback factory. */
async function serialize(callbackFactory: () => Handler): Promise<string> {
    const { text } = await runtime.serializeFunction(callbackFactory, {
        serialize: () => true,
        exportName: "handler",
        isFactoryFunction: true,
    });
    return text;
}

/** @param prepares Whether events are selected or redacted before they are mapped. */
export const serializeForwarder = (prepares = false) => serialize(forwarderCode(prepares));
export const serializeWriter = (prepares = false) => serialize(writerCode(prepares));

/**
 * A function's text as what makes its handler in this process: compiled once, and run for each handler. What it requires is
 * looked for outside of the repository, so that nothing of ours is within reach.
 */
export function codeOf(text: string): () => Handler {
    const load = compileFunction(text, ["exports", "require"]) as (exports: object, require: object) => void;
    const required = createRequire(join(tmpdir(), "__index.js"));
    return () => {
        const exports = {} as { handler: Handler };
        load(exports, required);
        return exports.handler;
    };
}

/** Modules that the text asks for, whether it gets there or not. */
export function requiredBy(text: string): string[] {
    const names = [...text.matchAll(/\b(?:require|import)\s*\(\s*(.*?)\s*\)/g)].map(
        ([, argument]) => argument,
    );
    return [...new Set(names.map((name) => name.replace(/^"(.*)"$/, "$1")))].sort();
}

export interface Answer {
    results: { returned?: string[]; error?: string }[];
    /** What the function's own file required, as it ran. */
    required: string[];
    logs: string[];
}

/** Loads the function and hands it one event after the other; notes what it requires. */
const runner = `"use strict";
const Module = require("node:module");
const { readFileSync, writeFileSync } = require("node:fs");
const load = Module._load;
const required = new Set();
Module._load = function (request, parent, ...rest) {
    if (parent?.filename.endsWith("__index.js")) required.add(request);
    return load.call(this, request, parent, ...rest);
};
void (async () => {
    const { handler } = require("./__index.js");
    const results = [];
    for (const event of JSON.parse(readFileSync("events.json", "utf8"))) {
        const context = { functionName: "f", awsRequestId: "r", getRemainingTimeInMillis: () => 60_000 };
        const result = await handler(event, context).then(
            ({ batchItemFailures }) => ({ returned: batchItemFailures.map((item) => item.itemIdentifier) }),
            (error) => ({ error: error.message }),
        );
        results.push(result);
    }
    writeFileSync("answer.json", JSON.stringify({ results, required: [...required].sort() }));
})();
`;

/** Runs the function that lies in `folder` in a clean process; what it needs besides is there, or above it. */
export async function runUnpacked(
    folder: string,
    events: unknown[],
    environment: NodeJS.ProcessEnv,
): Promise<Answer> {
    await writeFile(join(folder, "runner.js"), runner);
    await writeFile(join(folder, "events.json"), JSON.stringify(events));
    const { stdout } = await run(process.execPath, ["runner.js"], {
        cwd: folder,
        env: environment,
    });
    const answer = JSON.parse(await readFile(join(folder, "answer.json"), "utf8")) as Omit<Answer, "logs">;
    return { ...answer, logs: stdout.split("\n").filter((line) => line !== "") };
}

/** Runs the text in a clean process, in an empty folder outside of the repository with the SDK's clients alone. */
export async function runFunction(
    text: string,
    events: unknown[],
    environment: NodeJS.ProcessEnv,
): Promise<Answer> {
    const folder = await mkdtemp(join(tmpdir(), "function-"));
    try {
        await provideSdk(folder);
        await writeFile(join(folder, "__index.js"), text);
        return await runUnpacked(folder, events, environment);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
