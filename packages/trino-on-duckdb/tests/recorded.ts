import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A query, and what Trino 435 answers to it: the form is in the first lines of each file. */
export interface Case {
    readonly sql: string;
    readonly names?: string;
    readonly types?: string;
    readonly rows: readonly string[];
    readonly refusal?: string;
}

interface Recorded {
    readonly path: string;
    /** What its queries are about. */
    readonly title: string;
    readonly cases: readonly Case[];
}

/** The recorded answers of Trino. */
export function recorded(): Recorded[] {
    const folder = join(__dirname, "cases");
    return readdirSync(folder).map((file) => {
        const path = join(folder, file);
        const text = readFileSync(path, "utf8");
        return { path, title: text.split("\n")[0].slice(2), cases: casesOf(text) };
    });
}

function casesOf(text: string): Case[] {
    const blocks = text
        .split(/\n\n+/)
        .map((block) => block.split("\n").filter((line) => line !== "" && !line.startsWith("#")));
    return blocks
        .filter((lines) => lines.length > 0)
        .map(([sql, ...lines]) => {
            const after = (mark: string): string[] =>
                lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(2));
            return {
                sql,
                names: after("~")[0],
                types: after("=")[0],
                rows: after(">"),
                refusal: after("!")[0],
            };
        });
}
