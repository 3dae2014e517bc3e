import * as fs from "node:fs";
import * as path from "node:path";

export const repository = path.join(__dirname, "..", "..");

/** Every page that people read, but those that are generated. */
export const names = ["", "docs", "policy", "samples", "examples"]
    .flatMap((folder) => {
        const deep = folder === "examples";
        const base = path.join(repository, folder);
        if (!fs.existsSync(base)) return [];
        return fs
            .readdirSync(base, { recursive: deep, encoding: "utf8" })
            .map((file) => path.join(folder, file));
    })
    .filter((file) => file.endsWith(".md") && !file.includes("node_modules"));

export function readText(file: string): string {
    return fs.readFileSync(path.join(repository, file), "utf8");
}

export function exists(file: string): boolean {
    return fs.existsSync(path.join(repository, file));
}

/** The files of a folder of this repository, with their texts. */
export function textsOf(folder: string): string[] {
    return fs.readdirSync(path.join(repository, folder)).map((file) => readText(path.join(folder, file)));
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

/** The first code block of a language. */
export function code(text: string, language: string): string {
    const found = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "m").exec(text);
    if (found === null) throw new Error(`there is no block of ${language}`);
    return found[1];
}

/** What stands between backticks, code blocks left out. */
export function quoted(text: string): string[] {
    const prose = text.replace(/^```[^]*?^```/gm, "");
    return [...prose.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
}
