import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import type { Registered } from "../../local/deploy/program";
import { evaluateStack } from "../stack";
import { atMost, medians, type Measurement } from "./figures";

const run = promisify(execFile);
const root = path.resolve(__dirname, "../..");

/** `aws:sqs/queue:Queue` is `aws.sqs.Queue`. */
function classOf(type: string): string {
    const [pkg, module, name] = type.split(":");
    return [pkg === "aws" ? "aws" : "awsNative", module.split("/")[0], name].join(".");
}

function call({ type, name, inputs }: Registered): string {
    const { code, handler, ...others } = inputs;
    const isFunction = code !== undefined && handler !== undefined;
    const args = JSON.stringify(isFunction ? others : inputs);
    return isFunction
        ? `new aws.lambda.CallbackFunction("${name}", { ...${args}, callback: async () => undefined }, { parent });`
        : `new ${classOf(type)}("${name}", ${args}, { parent });`;
}

/** The same resources by plain calls, with the values that they turned out to have, and an empty function. */
function plainProgram([component, ...children]: Registered[]): string {
    return [
        'const aws = require("@pulumi/aws");',
        'const awsNative = require("@pulumi/aws-native");',
        'const pulumi = require("@pulumi/pulumi");',
        "module.exports = async () => {",
        `const parent = new pulumi.ComponentResource("${component.type}", "${component.name}");`,
        ...children.map(call),
        "return {};",
        "};",
    ].join("\n");
}

/** Compiled as it is deployed: the bench itself runs on a compiler that keeps its sources. */
async function compile(folder: string): Promise<void> {
    const project = path.join(folder, "tsconfig.json");
    const files = ["index.ts", "lab/bench/evaluation.ts"].map((file) => path.join(root, file));
    const compilerOptions = { noEmit: false, rootDir: root, outDir: folder };
    const settings = { extends: path.join(root, "tsconfig.json"), compilerOptions, files, include: [] };
    await writeFile(project, JSON.stringify(settings));
    await run(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", project]);
}

/** What evaluating the stack program costs, from nothing to the last registration: the CPU of whole processes, in turn. */
export const evaluate: Measurement = async () => {
    const folder = path.join(root, "node_modules/.cache/bench-evaluate");
    await mkdir(folder, { recursive: true });
    try {
        await compile(folder);
        const { resources } = await evaluateStack();
        await writeFile(path.join(folder, "plain.js"), plainProgram(resources));
        const measure = async (program: string) => {
            const { stdout } = await run(process.execPath, ["lab/bench/evaluation.js", program, root], {
                cwd: folder,
            });
            return Number(stdout);
        };
        const { ratio } = await medians([1, 11], async () => {
            const plain = await measure("plain.js");
            return { ratio: (await measure("index.js")) / plain };
        });
        return [atMost("CPU of evaluating the stack program, against plain calls", 1.12, ratio, "×")];
    } finally {
        await rm(folder, { recursive: true });
    }
};
