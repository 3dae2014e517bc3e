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

/** The parts of a text by their names: each function, each long line, and what stands between. */
function partsOf(text: string): { name: string; part: string }[] {
    const parts = text.split(/^(?=function )|^(?=.{500,}$)|(?<=^.{500,}\n)/m);
    return parts.map((part) => ({ name: /^(function )?[\w.]+|/.exec(part)?.[0] ?? "", part }));
}

/** A function's number is not the same in both. */
const withoutName = ({ name, part }: { name: string; part: string }) => part.slice(name.length);

/** Most of the writer is the forwarder's: only what differs is worth a golden file. */
function withoutShared(text: string, forwarder: string): string {
    const names = new Map(partsOf(forwarder).map((one) => [withoutName(one), one.name]));
    const lines = partsOf(text).map((one) => {
        const there = names.get(withoutName(one));
        return there === undefined || one.name === ""
            ? one.part
            : `\u2261 ${one.name} is the forwarder's ${there}\n`;
    });
    return lines.join("");
}

/** The texts of the destinations' functions. */
export const serializeFunctions = async () => ({
    forwarder: await serializeForwarder(),
    writer: await serializeWriter(),
    preparingForwarder: await serializeForwarder(true),
    preparingWriter: await serializeWriter(true),
});

export type FunctionTexts = Awaited<ReturnType<typeof serializeFunctions>>;

/** The texts as people review them, each a golden file. */
export function reviewable(texts: FunctionTexts): Record<string, string> {
    const shown = Object.entries(texts).map(([name, text]) => [
        name,
        wrapped(name === "forwarder" ? text : withoutShared(text, texts.forwarder)),
    ]);
    return Object.fromEntries(shown) as Record<string, string>;
}

export function readReviewed(name: string): string {
    return fs.readFileSync(textFile(name), "utf8");
}

/** The forwarder's text, as it was reviewed. */
export const readForwarder = (): string => readReviewed("forwarder").replaceAll(` ${continued}`, " ");

/** Where the hashes of the texts stand: the package exports them, and the policy pack, which is copied, has its own. */
export const hashFiles = ["components/functionHashes.json", "policy/rules/functionHashes.json"];

export function hashesOf(texts: FunctionTexts): Record<string, string> {
    const hashes = Object.entries(texts).map(([name, text]): [string, string] => [
        name,
        createHash("sha256").update(text).digest("hex"),
    ]);
    return Object.fromEntries(hashes);
}

export function writeTexts(texts: FunctionTexts): void {
    for (const [name, text] of Object.entries(reviewable(texts))) fs.writeFileSync(textFile(name), text);
    for (const file of hashFiles)
        fs.writeFileSync(path.join(root, file), `${JSON.stringify(hashesOf(texts), null, 2)}\n`);
}
