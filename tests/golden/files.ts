import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Graph } from "./graph";

const root = path.resolve(__dirname, "../..");
const graphs = path.join(__dirname, "graphs");
const forwarderFile = path.join(__dirname, "forwarder.js.txt");

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

export function readForwarder(): string {
    return fs.existsSync(forwarderFile)
        ? fs.readFileSync(forwarderFile, "utf8").replaceAll(` ${continued}`, " ")
        : "";
}

/** Where the hash of the text stands: the package exports it, and the policy pack, which is copied, has its own. */
export const hashFiles = ["components/forwarderHash.json", "policy/rules/forwarderHash.json"];

export function hashOf(text: string): { sha256: string } {
    return { sha256: createHash("sha256").update(text).digest("hex") };
}

export function writeForwarder(text: string): void {
    fs.writeFileSync(forwarderFile, wrapped(text));
    for (const file of hashFiles)
        fs.writeFileSync(path.join(root, file), `${JSON.stringify(hashOf(text), null, 2)}\n`);
}
