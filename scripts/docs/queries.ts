import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { markdown } from "./markdown";
import { root } from "./pages";

/** Explanations are for people who read the file: nothing documents that CloudTrail Lake takes comments. */
const comments = /^--.*\n/gm;

const queries = readdirSync(join(root, "queries"))
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({
        name: basename(file, ".sql"),
        text: readFileSync(join(root, "queries", file), "utf8"),
    }));

/** The first line of a query's comment says what it answers. */
const titleOf = (text: string): string => text.split("\n", 1)[0].replace("-- ", "");

/** Writes queries/publishedQueries.json: the queries as they are compiled in. */
export function writeQueries(): void {
    const published = queries.map(({ name, text }) => [
        name,
        { title: titleOf(text), sql: text.replace(comments, "") },
    ]);
    const text = JSON.stringify(Object.fromEntries(published), undefined, 2);
    writeFileSync(join(root, "queries/publishedQueries.json"), `${text}\n`);
}

export function queriesTable(): string {
    const rows = queries.map(({ name, text }) => [`[\`${name}\`](../queries/${name}.sql)`, titleOf(text)]);
    return markdown({ head: ["query", "answers"], rows });
}
