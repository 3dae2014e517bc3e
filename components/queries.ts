import * as fs from "node:fs";
import * as path from "node:path";

/** Beside the sources, and beside the compiled files, where the build puts them. */
const folder = path.join(__dirname, "..", "queries");

const placeholder = /\$EVENT_DATA_STORE_ID/g;
/** Explanations are for who reads the file: that CloudTrail Lake takes comments is documented nowhere. */
const comments = /^--.*\n/gm;

/** The published queries, by the names of their files, as CloudTrail Lake takes them for one event data store. */
export function queriesFor(eventDataStoreId: string): Record<string, string> {
    const files = fs.readdirSync(folder).filter((file) => file.endsWith(".sql"));
    return Object.fromEntries(
        files
            .sort()
            .map((file) => [
                path.basename(file, ".sql"),
                fs
                    .readFileSync(path.join(folder, file), "utf8")
                    .replace(comments, "")
                    .replace(placeholder, eventDataStoreId),
            ]),
    );
}
