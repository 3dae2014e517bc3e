/** Writes components/publishedQueries.json: the queries as they are compiled in. */
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "..");
/** Explanations are for who reads the file: that CloudTrail Lake takes comments is documented nowhere. */
const comments = /^--.*\n/gm;

const files = fs.readdirSync(path.join(root, "queries")).filter((file) => file.endsWith(".sql"));
const queries = files
    .sort()
    .map((file) => [
        path.basename(file, ".sql"),
        fs.readFileSync(path.join(root, "queries", file), "utf8").replace(comments, ""),
    ]);
const text = JSON.stringify(Object.fromEntries(queries), undefined, 2);
fs.writeFileSync(path.join(root, "components/publishedQueries.json"), `${text}\n`);
