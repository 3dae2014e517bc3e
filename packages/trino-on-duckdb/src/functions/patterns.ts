import { unknownHere } from "../refusal";
import { monthNames, type TimeField, type TimeForm } from "../natives/dates";

/** Trino's two ways to write a date's form: format_datetime takes Joda's letters, date_format MySQL's percent signs. */
export type PatternKind = "joda" | "mysql";

interface Piece {
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

const names = monthNames.join("|");
const shortNames = monthNames.map((name) => name.slice(0, 3)).join("|");

/** What strftime's fields are read from, and as what. */
const readable: Readonly<Record<string, readonly [field: TimeField, form: string]>> = {
    "%Y": ["year", "\\d{4}"],
    "%y": ["shortYear", "\\d\\d"],
    "%m": ["month", "\\d\\d"],
    "%-m": ["month", "\\d\\d?"],
    "%b": ["monthName", shortNames],
    "%B": ["monthName", names],
    "%d": ["day", "\\d\\d"],
    "%-d": ["day", "\\d\\d?"],
    "%H": ["hour", "\\d\\d"],
    "%-H": ["hour", "\\d\\d?"],
    "%I": ["hour12", "\\d\\d"],
    "%-I": ["hour12", "\\d\\d?"],
    "%p": ["half", "AM|PM"],
    "%M": ["minute", "\\d\\d"],
    "%-M": ["minute", "\\d\\d?"],
    "%S": ["second", "\\d\\d"],
    "%-S": ["second", "\\d\\d?"],
    "%g": ["fraction", "\\d{3}"],
    "%f": ["fraction", "\\d{1,6}"],
};

export function formatPattern(pattern: string, kind: PatternKind): Piece[] {
    return kind === "joda" ? jodaPieces(pattern) : mysqlPieces(pattern);
}

/** How a text is read by a pattern. */
export function parsePattern(pattern: string, kind: PatternKind): TimeForm {
    const pieces = formatPattern(pattern, kind).flatMap((piece) =>
        piece.fixed
            ? [piece]
            : piece.text.split(/(?<=%-?\w)|(?=%)/).map((text) => ({ fixed: !text.startsWith("%"), text })),
    );
    const parts = pieces.map(({ fixed, text }) => (fixed ? literal(text) : field(text, pattern, kind)));
    const fields = parts.flatMap((part) => part.fields);
    const clash = /\\d\?\)\(\\d|\\d\{1,6\}\)\(\\d/.test(parts.map((part) => part.strict).join(""));
    const halved = fields.includes("hour12") !== fields.includes("half");
    if (clash || halved || new Set(fields).size < fields.length) {
        throw unknownHere(`Reading by the date pattern '${pattern}'`);
    }
    return {
        strict: parts.map((part) => part.strict).join(""),
        loose: parts.map((part) => part.loose).join(""),
        fields,
    };
}

function literal(text: string): TimeForm {
    const escaped = text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return { strict: escaped, loose: escaped.replace(/ +/g, "\\s*"), fields: [] };
}

function field(text: string, pattern: string, kind: PatternKind): TimeForm {
    const [name, form] = readable[text] ?? [];
    if (name === undefined || (name === "shortYear" && kind === "joda")) {
        throw unknownHere(`Reading '${text}' by the date pattern '${pattern}'`);
    }
    return {
        strict: `(${form})`,
        loose: ["monthName", "half"].includes(name) ? "\\w+" : "\\s*[+-]?\\d+",
        fields: [name],
    };
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
