import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { serializeForwarder, serializeWriter } from "../../lab/forwarder/closure";
import type { Graph } from "./graph";

const root = path.resolve(__dirname, "../..");
const graphs = path.join(__dirname, "graphs");
const textFile = (name: string) => path.join(__dirname, `${name}.js.txt`);

function graphFile(program: string): string {
    return path.join(graphs, `${program}.json`);
}

/** The programs that there are golden files of. */
export function goldenNames(): string[] {
    return fs.readdirSync(graphs).map((file) => path.basename(file, ".json"));
}

export function textOf(graph: Graph): string {
    return `${JSON.stringify(graph, null, 2)}\n`;
}

/** None, where there is no file yet. */
export function readGraph(program: string): Graph | undefined {
    const file = graphFile(program);
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Graph) : undefined;
}

export function writeGraph(program: string, graph: Graph): void {
    fs.mkdirSync(graphs, { recursive: true });
    fs.writeFileSync(graphFile(program), textOf(graph));
}

export function removeGraph(program: string): void {
    fs.rmSync(graphFile(program));
}

/** Begins a line that goes on where the one before ends. */
const continued = "\n\u21b3 ";

/** The names of the event types are one long line: with each in a line of its own, a diff can be read. */
function wrapped(text: string): string {
    return text.replace(/^.{500,}$/gm, (line) => line.replaceAll(" ", ` ${continued}`));
}

/** The functions of the destinations, whose texts are golden files. */
export const functions = { forwarder: serializeForwarder, writer: serializeWriter };

export type FunctionName = keyof typeof functions;

export async function serializeFunctions(): Promise<Record<FunctionName, string>> {
    return { forwarder: await functions.forwarder(), writer: await functions.writer() };
}

export function readText(name: FunctionName): string {
    const file = textFile(name);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8").replaceAll(` ${continued}`, " ") : "";
}

/** Where the hashes of the texts stand: the package exports them, and the policy pack, which is copied, has its own. */
export const hashFiles = ["components/functionHashes.json", "policy/rules/functionHashes.json"];

export function hashesOf(texts: Record<FunctionName, string>): Record<string, string> {
    const hashes = Object.entries(texts).map(([name, text]): [string, string] => [
        name,
        createHash("sha256").update(text).digest("hex"),
    ]);
    return Object.fromEntries(hashes);
}

export function writeTexts(texts: Record<FunctionName, string>): void {
    for (const [name, text] of Object.entries(texts)) fs.writeFileSync(textFile(name), wrapped(text));
    for (const file of hashFiles)
        fs.writeFileSync(path.join(root, file), `${JSON.stringify(hashesOf(texts), null, 2)}\n`);
}
