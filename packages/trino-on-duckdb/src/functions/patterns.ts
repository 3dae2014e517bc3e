import { unknownHere } from "../refusal";

/** Trino's two ways to write a date's form: format_datetime takes Joda's letters, date_format MySQL's percent signs. */
export type PatternKind = "joda" | "mysql";

export interface Piece {
    /** Written as it is, not a field of the date. */
    readonly fixed: boolean;
    readonly text: string;
}

/** Joda's fields, as DuckDB's strftime writes them. */
const joda: Readonly<Record<string, string>> = {
    yyyy: "%Y",
    y: "%Y",
    yy: "%y",
    MM: "%m",
    M: "%-m",
    MMM: "%b",
    MMMM: "%B",
    dd: "%d",
    d: "%-d",
    HH: "%H",
    H: "%-H",
    hh: "%I",
    h: "%-I",
    mm: "%M",
    m: "%-M",
    ss: "%S",
    s: "%-S",
    SSS: "%g",
    a: "%p",
    EEE: "%a",
    E: "%a",
    EEEE: "%A",
    D: "%-j",
    DDD: "%j",
    e: "%u",
    xxxx: "%G",
    ww: "%V",
};

const mysql: Readonly<Record<string, string>> = {
    "%Y": "%Y",
    "%y": "%y",
    "%m": "%m",
    "%c": "%-m",
    "%b": "%b",
    "%M": "%B",
    "%d": "%d",
    "%e": "%-d",
    "%H": "%H",
    "%k": "%-H",
    "%h": "%I",
    "%I": "%I",
    "%l": "%-I",
    "%i": "%M",
    "%s": "%S",
    "%S": "%S",
    "%f": "%f",
    "%p": "%p",
    "%a": "%a",
    "%W": "%A",
    "%j": "%j",
    "%T": "%H:%M:%S",
    "%r": "%I:%M:%S %p",
    "%v": "%V",
    "%x": "%G",
};

export function formatPattern(pattern: string, kind: PatternKind): Piece[] {
    return kind === "joda" ? jodaPieces(pattern) : mysqlPieces(pattern);
}

/** The same for strptime, in one text. */
export function parsePattern(pattern: string, kind: PatternKind): string {
    return formatPattern(pattern, kind)
        .map((piece) => (piece.fixed ? piece.text.replaceAll("%", "%%") : piece.text))
        .join("");
}

/** Runs of one letter are fields; what stands between quotes, or is no letter, is written as it is. */
function jodaPieces(pattern: string): Piece[] {
    return Array.from(
        pattern.matchAll(/([A-Za-z])\1*|''|'((?:[^']|'')*)'|[^A-Za-z']+/g),
        ([text, letter, quoted]) => {
            if (letter === undefined) {
                return { fixed: true, text: text === "''" ? "'" : (quoted ?? text).replaceAll("''", "'") };
            }
            return { fixed: false, text: known(joda, text, pattern) };
        },
    );
}

function mysqlPieces(pattern: string): Piece[] {
    return Array.from(pattern.matchAll(/%(.)|[^%]+/gs), ([text, letter]) => {
        if (letter === undefined || letter === "%") {
            return { fixed: true, text: letter ?? text };
        }
        return { fixed: false, text: known(mysql, text, pattern) };
    });
}

function known(table: Readonly<Record<string, string>>, text: string, pattern: string): string {
    if (!Object.hasOwn(table, text)) {
        throw unknownHere(`'${text}' in the date pattern '${pattern}'`);
    }
    return table[text];
}
