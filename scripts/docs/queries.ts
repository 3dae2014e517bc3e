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

/** Writes components/publishedQueries.json: the queries as they are compiled in. */
export function writeQueries(): void {
    const published = queries.map(({ name, text }) => [name, text.replace(comments, "")]);
    const text = JSON.stringify(Object.fromEntries(published), undefined, 2);
    writeFileSync(join(root, "components/publishedQueries.json"), `${text}\n`);
}

/** The first line of each query's comment says what it answers. */
export function queriesTable(): string {
    const rows = queries.map(({ name, text }) => {
        const [title] = text.split("\n");
        return [`[\`${name}\`](../queries/${name}.sql)`, title.replace("-- ", "")];
    });
    return markdown({ head: ["query", "answers"], rows });
}
