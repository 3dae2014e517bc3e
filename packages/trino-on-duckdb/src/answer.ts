import type { DuckDBConnection } from "@duckdb/node-api";
import { quote } from "./context";
import { forget } from "./natives/room";
import { takeRefusal } from "./natives/refusals";
import { NotTranslated, QueryRefusal } from "./refusal";
import { explained, type Translation } from "./translate";
import { resultText } from "./values";

let queries = 0;

/**
 * Runs a translated query, and gives its rows as Trino writes them: every value a text, NULL null.
 * @param mostRows A result of more is refused, and not read to its end.
 * @throws QueryRefusal why there is no answer: a failure that Trino has too, in its words, or what is done otherwise here
 */
export async function answer(
    connection: DuckDBConnection,
    { sql, columns, elsewhere }: Translation,
    mostRows = Infinity,
): Promise<(string | null)[][]> {
    // Native functions note a refusal under this name, because an error inside TRY alone would become NULL.
    const query = `q${(queries += 1)}`;
    try {
        const result = await connection.stream(`SET VARIABLE trino_query = ${quote(query)}; ${sql}`);
        const rows: (string | null)[][] = [];
        let size = 0;
        for await (const chunk of result.yieldRows()) {
            for (const values of chunk) {
                const row = values.map((value, i) => resultText(value, columns[i].type) ?? null);
                size += row.reduce((sum, text) => sum + (text?.length ?? 0), 0);
                rows.push(row);
                if (rows.length > mostRows || size > mostCharacters) throw tooMuch(mostRows);
            }
        }
        const refusal = takeRefusal(query);
        if (refusal === undefined) {
            return rows;
        }
        throw refused(refusal);
    } catch (error) {
        const refusal = takeRefusal(query);
        throw explained(reasonOf(refusal === undefined ? (error as Error) : refused(refusal)), elsewhere);
    } finally {
        forget(query);
    }
}

/** A result is held in memory. */
const mostCharacters = 100_000_000;

function tooMuch(mostRows: number): Error {
    return new NotTranslated(
        `a result of more than ${mostRows} rows, or ${mostCharacters} characters: add a LIMIT, or count`,
    );
}

/** What our own functions refused; some of it is an error in Trino, too, which TRY does not catch. */
function refused(reason: string): Error {
    return reason.startsWith("trino: ") ? new QueryRefusal(reason.slice(7)) : new NotTranslated(reason);
}

/** What DuckDB cannot do and Trino can: its message, and ours. */
const unables: readonly (readonly [message: RegExp, words: string])[] = [
    [/^Not implemented Error: ([^\n]*)/, 'What DuckDB says is not implemented in it ("$1")'],
    [/^Out of Range Error: ((?:STDDEV|VAR)\w*) is out of range/, "$1 of doubles whose result is infinite"],
    [
        /^Binder Error: (?:Need named argument for struct pack|Referenced table "r\d+" not found)/,
        "A subquery that calculates with columns of the query around it in several steps (a WITH can do the first)",
    ],
];

/** Our own functions fail with Trino's message (macros.sql, natives); the rest is DuckDB's. */
function reasonOf(error: Error): Error {
    if (error instanceof QueryRefusal) {
        return error;
    }
    const [, converted, plain] =
        /Could not convert string 'trino: ([^]*)' to BOOL|: trino: ([^]*)/.exec(error.message) ?? [];
    for (const [message, words] of unables) {
        const [found] = message.exec(error.message) ?? [];
        if (found !== undefined) return new NotTranslated(found.replace(message, words));
    }
    return new QueryRefusal(
        converted ??
            plain ??
            valueFault(error) ??
            `The query failed, and DuckDB says why: ${error.message.split("\n\nLINE ")[0]}`,
    );
}

/** Values that Trino does not take either. */
function valueFault({ message }: Error): string | undefined {
    const [, reason] = /^(?:Conversion|Out of Range) Error: ([^\n]*)/.exec(message) ?? [];
    if (message.includes("More than one row returned by a subquery")) {
        return "Scalar sub-query has returned multiple rows";
    }
    return reason === undefined ? undefined : `A value is out of range, or cannot be converted: ${reason}`;
}
