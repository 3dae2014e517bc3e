import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import published from "../../queries/publishedQueries.json";
import { bounded, isBounded, within } from "../../queries/texts";
import { Misuse } from "../errors";
import { windowOf, type WindowOptions } from "../window";

/** The published queries, by their names. */
export const queries: Readonly<Record<string, { title: string; sql: string }>> = published;

/** Nothing documents that CloudTrail Lake takes comments. A mark behind a line stays. */
const comments = /^\s*--.*\n/gm;

/** A query that is published, in a file, or on standard input for `-`. @throws Misuse if there is none */
export async function readQuery(name: string): Promise<string> {
    if (Object.hasOwn(queries, name)) return queries[name].sql;
    try {
        const sql = name === "-" ? await textOf(process.stdin) : await readFile(name, "utf8");
        return sql.replace(comments, "").replace(/;\s*$/, "");
    } catch (error) {
        throw new Misuse(
            `${name} is neither a query that there is nor a file that can be read: ${(error as Error).message}.`,
            `There is: ${Object.keys(queries).join(", ")}.`,
        );
    }
}

/** How far a query looks back if it is not told. */
const usual = "7d";

/**
 * A query's text within a window: `$SINCE` and `$UNTIL` in it, or the bounds as the published queries write them.
 * @throws Misuse for a window if the text has neither.
 */
export function inWindow(sql: string, { since, until }: WindowOptions, now: Date): string {
    const isAsked = since !== undefined || until !== undefined;
    const text = isAsked ? bounded(sql) : sql;
    if (!isBounded(text)) {
        if (!isAsked) return sql;
        throw new Misuse(
            "The query has no bounds that --since and --until could replace.",
            "Bound it by eventTime >= $SINCE AND eventTime < $UNTIL.",
        );
    }
    return within(text, windowOf({ since: since ?? usual, until: until ?? "0m" }, now));
}
