import { QueryRefusal, unknownHere } from "./refusal";
import { tokenize, type Token } from "./tokens";
import { hasTypedLiteral, typedLiteral } from "./typedLiterals";
import { callLess, clauses, literalTypes, otherDialects, reserved } from "./words";

/**
 * A query made safe for the parser, which has ways of its own with Trino SQL: it loses the quotes of names after NOT,
 * and reads some functions (date_add, year, strpos, …) as other dialects' nodes, others as calls. So names and awkward
 * texts become plain words here, and every function gets a prefix that no dialect knows.
 */
interface Prepared {
    readonly sql: string;
    /** What a plain word or text stood for. */
    readonly original: (word: string) => string;
    /** What the person wrote where the prepared text has this character, as Trino would point to it. */
    readonly blame: (offset: number) => string;
}

export const functionPrefix = "zz_trino_";
const nameWord = "zz_name_";
const textWord = "zz_text_";

/** Quotes and what is not ASCII, which the parser has lost or miscounted, and what looks like our own words. */
const awkward = /['\\]|[^ -~]|^zz_/;

export function prepare(sql: string): Prepared {
    const tokens = selectedValues(oneStatement(tokenize(sql)));
    const originals: string[] = [];
    const written = tokens.map((_, index) => {
        refuseWords(tokens, index);
        return write(tokens, index, originals);
    });
    return {
        sql: written.join(" "),
        original: (word) => originalOf(word, originals),
        blame: (offset) => blame(tokens, written, offset),
    };
}

function blame(tokens: readonly Token[], written: readonly string[], offset: number): string {
    let end = 0;
    const index = written.findIndex((text) => (end += text.length + 1) > offset);
    return mismatched(tokens[index] ?? { ...tokens[tokens.length - 1], value: "<EOF>" });
}

function mismatched({ line, column, value }: Token): string {
    return `line ${line}:${column}: mismatched input '${value}'`;
}

/** One statement, a query: the last semicolon may stay. */
function oneStatement(tokens: readonly Token[]): Token[] {
    const statement = tokens.at(-1)?.value === ";" ? tokens.slice(0, -1) : [...tokens];
    if (statement.some((token) => token.kind === "symbol" && token.value === ";")) {
        throw new QueryRefusal("A query is one statement: there is more after the first ';'.", true);
    }
    const [first, last] = [statement.find((token) => !isSymbol(token, "(")), statement.at(-1)];
    if (first === undefined) {
        throw new QueryRefusal("The query is empty.", true);
    }
    if (!["select", "with"].includes(wordOf(first))) {
        throw new QueryRefusal(
            `Only SELECT statements are run (WITH … SELECT included); this one begins with '${first.value}'.`,
            true,
        );
    }
    if (last !== undefined && isSymbol(last, ",")) {
        throw new QueryRefusal(mismatched({ ...last, value: "<EOF>" }));
    }
    return statement;
}

/** The parser does not read IN (VALUES …), but IN (SELECT * FROM (VALUES …)). */
function selectedValues(tokens: readonly Token[]): Token[] {
    const closing = new Set<number>();
    return tokens.flatMap((token, index) => {
        const opens = isSymbol(token, "(") && wordOf(tokens[index + 1]) === "values";
        if (opens && wordOf(tokens[index - 1]) === "in") {
            closing.add(closedAt(tokens, index));
            return [
                token,
                ...tokenize("SELECT * FROM (").map(({ kind, value }) => ({ ...token, kind, value })),
            ];
        }
        return closing.has(index) ? [token, token] : [token];
    });
}

/** Where the parenthesis that opens here is closed. */
function closedAt(tokens: readonly Token[], open: number): number {
    let depth = 0;
    return tokens.findIndex((token, index) => {
        depth += index < open ? 0 : isSymbol(token, "(") ? 1 : isSymbol(token, ")") ? -1 : 0;
        return index > open && depth === 0;
    });
}

/** A token's word in lower case; nothing, if it is no bare word. */
function wordOf(token: Token | undefined): string {
    return token?.kind === "word" ? token.value.toLowerCase() : "";
}

function isSymbol(token: Token | undefined, value: string): boolean {
    return token?.kind === "symbol" && token.value === value;
}

/** What the parser would take, and Trino does not; and literals that it reads as another dialect's functions. */
function refuseWords(tokens: readonly Token[], index: number): void {
    const [token, before, next] = [tokens[index], tokens[index - 1], tokens[index + 1]];
    const [word, last] = [wordOf(token), wordOf(before)];
    const wrong =
        (word === "from" && isSymbol(before, "(")) ||
        (isSymbol(before, ",") && (isSymbol(token, ")") || clauses.has(word))) ||
        (token.kind === "text" && before?.kind === "text") ||
        (token.kind === "number" && last === "interval") ||
        ((isSymbol(token, ",") || word === "offset") && wordOf(tokens[index - 2]) === "limit") ||
        (isSymbol(token, "(") && last === "current_date") ||
        (isSymbol(token, ")") && isSymbol(before, "(") && clocks.has(wordOf(tokens[index - 2]))) ||
        (last === "as" && reserved.has(word)) ||
        otherDialects.has(word) ||
        word.startsWith("zz_");
    if (wrong) {
        throw new QueryRefusal(mismatched(token));
    }
    if (last === "by" && wordOf(tokens[index - 2]) === "group" && ["all", "distinct"].includes(word)) {
        throw unknownHere(`GROUP BY ${word.toUpperCase()}`);
    }
    if (isSymbol(token, "+") && next?.kind !== "number" && !endsValue(before)) {
        throw unknownHere("A plus sign before a value");
    }
    if (word === "match_recognize" && isSymbol(next, "(")) {
        throw unknownHere("MATCH_RECOGNIZE");
    }
    if (word === "position" && isSymbol(next, "(") && isSymbol(tokens[index + 3], ",")) {
        throw new QueryRefusal("Function 'position' not registered");
    }
    if (next?.kind === "text" && literalTypes.has(word) && !isSymbol(before, ".")) {
        throw unknownHere(`The literal ${token.value.toUpperCase()} '${next.value}'`);
    }
}

/** Whether a value can end here: the parser drops a plus sign before one, and with it what Trino says to +'a'. */
function endsValue(token: Token | undefined): boolean {
    return token?.kind === "symbol"
        ? [")", "]"].includes(token.value)
        : token !== undefined &&
              (!reserved.has(wordOf(token)) || /^(current_|local|null|true|false|end)/.test(wordOf(token)));
}

/** What tells the time takes no empty parentheses. */
const clocks: ReadonlySet<string> = new Set([
    "current_timestamp",
    "current_time",
    "localtimestamp",
    "localtime",
]);

function isCall(tokens: readonly Token[], index: number): boolean {
    const word = wordOf(tokens[index]);
    const filterClause = word === "filter" && wordOf(tokens[index + 2]) === "where";
    return (
        isSymbol(tokens[index + 1], "(") &&
        !isSymbol(tokens[index - 1], ".") &&
        !filterClause &&
        !callLess.has(word)
    );
}

/** Whether a token is the type of a literal such as BIGINT '3'. */
function isLiteralType(tokens: readonly Token[], index: number): boolean {
    return (
        tokens[index + 1]?.kind === "text" &&
        !isSymbol(tokens[index - 1], ".") &&
        hasTypedLiteral(wordOf(tokens[index]))
    );
}

function write(tokens: readonly Token[], index: number, originals: string[]): string {
    const token = tokens[index];
    if (isLiteralType(tokens, index)) {
        return "";
    }
    const written = writeAlone(tokens, index, originals);
    return index > 0 && isLiteralType(tokens, index - 1)
        ? typedLiteral(wordOf(tokens[index - 1]), token.value, written)
        : written;
}

function writeAlone(tokens: readonly Token[], index: number, originals: string[]): string {
    const token = tokens[index];
    const named = (): string => nameWord + (originals.push(token.value) - 1);
    switch (token.kind) {
        case "name":
            return named();
        case "text":
            return awkward.test(token.value)
                ? `'${textWord}${originals.push(token.value) - 1}'`
                : `'${token.value}'`;
        case "word":
            // A word beside a dot is a name, even `day` or `count`.
            if (isSymbol(tokens[index - 1], ".") || isSymbol(tokens[index + 1], ".")) {
                return named();
            }
            return isCall(tokens, index) ? functionPrefix + token.value : token.value;
        default:
            return token.value;
    }
}

function originalOf(word: string, originals: readonly string[]): string {
    const match = /^zz_(?:name|text)_(\d+)$/.exec(word);
    return match ? originals[Number(match[1])] : word.replace(functionPrefix, "");
}
