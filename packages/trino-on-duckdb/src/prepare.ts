import { QueryRefusal } from "./refusal";
import { tokenize, type Token } from "./tokens";

/**
 * A query made safe for the parser, which has ways of its own with Trino SQL: it loses the quotes of names after NOT,
 * and reads some functions (date_add, year, strpos, …) as other dialects' nodes, others as calls. So names and awkward
 * texts become plain words here, and every function that the translation knows gets a prefix that no dialect knows.
 */
export interface Prepared {
    readonly sql: string;
    /** What a plain word or text stood for. */
    readonly original: (word: string) => string;
    /** What the person wrote where the prepared text has this character, as Trino would point to it. */
    readonly blame: (offset: number) => string;
}

export const functionPrefix = "zz_trino_";
const nameWord = "zz_name_";
const textWord = "zz_text_";

/** Of these, the parser reads a part of the call that an ordinary call does not have (ORDER BY, BOTH … FROM, …). */
const readByParser = new Set(["array_agg", "listagg", "trim", "substring", "position", "map", "row"]);

/** Quotes and what is not ASCII, which the parser has lost or miscounted, and what looks like our own words. */
const awkward = /['\\]|[^ -~]|^zz_/;

export function prepare(sql: string, isFunction: (name: string) => boolean): Prepared {
    const tokens = oneStatement(tokenize(sql));
    const originals: string[] = [];
    const written = tokens.map((token, index) => {
        refuseWords(token, tokens[index - 1]);
        return write(
            token,
            originals,
            token.kind === "word" && isCall(tokens, index) && isFunction(token.value.toLowerCase()),
        );
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
    const { line, column, value } = tokens[index] ?? { ...tokens[tokens.length - 1], value: "<EOF>" };
    return `line ${line}:${column}: mismatched input '${value}'`;
}

/** One statement, a query: the last semicolon may stay. */
function oneStatement(tokens: readonly Token[]): Token[] {
    const statement = tokens.at(-1)?.value === ";" ? tokens.slice(0, -1) : [...tokens];
    if (statement.some((token) => token.kind === "symbol" && token.value === ";")) {
        throw new QueryRefusal("A query is one statement: there is more after the first ';'.", true);
    }
    const first = statement.find((token) => token.value !== "(");
    if (first === undefined) {
        throw new QueryRefusal("The query is empty.", true);
    }
    if (first.kind !== "word" || !["select", "with"].includes(first.value.toLowerCase())) {
        throw new QueryRefusal(
            `CloudTrail Lake runs SELECT statements only (WITH … SELECT included); this one begins with '${first.value}'.`,
            true,
        );
    }
    return statement;
}

/** What the parser would take, and Trino does not. */
function refuseWords(token: Token, before: Token | undefined): void {
    const word = token.kind === "word" ? token.value.toLowerCase() : "";
    const fromFirst = word === "from" && before?.value === "(";
    const twoTexts = token.kind === "text" && before?.kind === "text";
    if (fromFirst || twoTexts || word === "ilike" || word.startsWith("zz_")) {
        throw new QueryRefusal(`line ${token.line}:${token.column}: mismatched input '${token.value}'`);
    }
}

function isCall(tokens: readonly Token[], index: number): boolean {
    const [word, next, inside] = [tokens[index].value.toLowerCase(), tokens[index + 1], tokens[index + 2]];
    const filterClause = word === "filter" && inside?.value.toLowerCase() === "where";
    return (
        next?.value === "(" && tokens[index - 1]?.value !== "." && !filterClause && !readByParser.has(word)
    );
}

function write(token: Token, originals: string[], call: boolean): string {
    switch (token.kind) {
        case "name":
            return nameWord + (originals.push(token.value) - 1);
        case "text":
            return awkward.test(token.value)
                ? `'${textWord}${originals.push(token.value) - 1}'`
                : `'${token.value}'`;
        case "word":
            return call ? functionPrefix + token.value.toLowerCase() : token.value;
        default:
            return token.value;
    }
}

function originalOf(word: string, originals: readonly string[]): string {
    const match = /^zz_(?:name|text)_(\d+)$/.exec(word);
    return match ? originals[Number(match[1])] : word;
}
