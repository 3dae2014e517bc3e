import { QueryRefusal, unknownHere } from "./refusal";

/** One token of a query. Comments are dropped; `value` is what a quoted token stands for. */
export interface Token {
    readonly kind: "word" | "name" | "text" | "number" | "symbol";
    readonly value: string;
    readonly line: number;
    readonly column: number;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy;

/** The order matters: the first pattern that matches at a position wins. */
const patterns: readonly (readonly [Token["kind"] | "space", RegExp])[] = [
    ["space", /(\s|--[^\n]*|\/\*[^]*?\*\/)+/y],
    // A table may be called by a bare UUID in services built on Trino, though its dashes make it no word of SQL.
    ["name", uuid],
    ["name", /"(?:[^"]|"")+"/y],
    ["text", /'(?:[^']|'')*'/y],
    ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?!\w)/y],
    ["word", /[A-Za-z_]\w*(?!['&])/y],
    ["symbol", /<>|<=|>=|!=|\|\||->|[-+*/%=<>(),.[\];]/y],
];

/** Cuts a query into Trino's tokens; what Trino's lexer does not know (`::`, `~`, a back-quote, `X'65'`) is refused. */
export function tokenize(sql: string): Token[] {
    // eslint-disable-next-line no-control-regex -- the translation marks places with one (binding.ts)
    const control = sql.search(/[\u0000-\u0008\u000e-\u001f]/);
    if (control >= 0) {
        const { line, column } = position(sql, control);
        throw new QueryRefusal(`line ${line}:${column}: the query holds a control character`);
    }
    const tokens: Token[] = [];
    let [offset, line, lineStart] = [0, 1, 0];
    while (offset < sql.length) {
        const [kind, text] = tokenAt(sql, offset);
        if (kind !== "space") {
            tokens.push({ kind, value: unquote(kind, text), line, column: offset - lineStart + 1 });
        }
        const breaks = text.split("\n").length - 1;
        if (breaks > 0) {
            [line, lineStart] = [line + breaks, offset + text.lastIndexOf("\n") + 1];
        }
        offset += text.length;
    }
    return tokens;
}

function tokenAt(sql: string, offset: number): readonly [Token["kind"] | "space", string] {
    for (const [kind, pattern] of patterns) {
        pattern.lastIndex = offset;
        const text = pattern.exec(sql)?.[0];
        if (text !== undefined) {
            return [kind, text];
        }
    }
    const { line, column } = position(sql, offset);
    const [text] = /\S{1,20}/.exec(sql.slice(offset)) ?? [""];
    if (/^(x'|u&'|:(?!:)|=>|0[box][\da-f]|\d+_\d)/i.test(text)) {
        throw unknownHere(`line ${line}:${column}: '${text}'`);
    }
    throw new QueryRefusal(`line ${line}:${column}: mismatched input '${text}'`);
}

function unquote(kind: Token["kind"], text: string): string {
    if (kind === "text") {
        return text.slice(1, -1).replaceAll("''", "'");
    }
    return kind === "name" && text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function position(sql: string, offset: number): { line: number; column: number } {
    const before = sql.slice(0, offset).split("\n");
    return { line: before.length, column: before[before.length - 1].length + 1 };
}
