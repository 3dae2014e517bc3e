import * as fs from "node:fs";
import * as path from "node:path";

export const repository = path.join(__dirname, "..", "..");

/** Every page that people wrote. */
export const pages = ["*.md", "{docs,policy,samples}/*.md", "examples/**/*.md", "packages/*/*.md"]
    .flatMap((pattern) => fs.globSync(pattern, { cwd: repository }))
    .filter((file) => !file.includes("node_modules"));

export function readText(file: string): string {
    return fs.readFileSync(path.join(repository, file), "utf8");
}

export function exists(file: string): boolean {
    return fs.existsSync(path.join(repository, file));
}

/** From a heading to the next one of the same or a higher level. */
export function section(text: string, heading: string): string {
    const lines = text.split("\n");
    const level = (line: string) => /^(#+) /.exec(line)?.[1].length ?? 99;
    const start = lines.findIndex((line) => line.replace(/^#+ /, "") === heading && level(line) < 99);
    if (start === -1) throw new Error(`there is no heading "${heading}"`);
    const length = lines.slice(start + 1).findIndex((line) => level(line) <= level(lines[start]));
    return lines.slice(start, length === -1 ? undefined : start + 1 + length).join("\n");
}

/** The rows of the table whose first column has this title, as cells; the title row and the line below it left out. */
export function table(text: string, title: string): string[][] {
    const lines = text.split("\n");
    const start = lines.findIndex((line) => new RegExp(`^\\| ${title} +\\|`).test(line));
    if (start === -1) throw new Error(`there is no table "${title}"`);
    const rows = lines.slice(start + 2);
    const end = rows.findIndex((line) => !line.startsWith("|"));
    return rows.slice(0, end).map((line) =>
        line
            .slice(1, -1)
            .split("|")
            .map((cell) => cell.trim()),
    );
}

/** The code blocks of a language. */
export function blocks(text: string, language: string): string[] {
    return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(([, code]) => code);
}

/** What stands between backticks, code blocks left out. */
export function quoted(text: string): string[] {
    const prose = text.replace(/^```[^]*?^```/gm, "");
    return [...prose.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
}

/** What the input `redaction` takes. */
export interface Redaction {
    remove?: string[];
    hash?: string[];
}

/** The ready sets of docs/privacy.md, by their names. */
export function redactionSets(): (readonly [name: string, redaction: Redaction])[] {
    const sets = readText("docs/privacy.md").matchAll(/\*\*([\w ]+)\.\*\*[^`]*```json\n([^`]+)```/g);
    return [...sets].map(([, name, json]) => [name, JSON.parse(json) as Redaction] as const);
}
