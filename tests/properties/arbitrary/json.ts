/** Any JSON, as text: what JavaScript cannot hold (1e400, a key twice) is in it, too. */
import fc from "fast-check";

/** Text that has been somebody's bug before. */
const oddTexts = [
    "",
    " ",
    "null",
    "undefined",
    "\u0000",
    "a\u0000b\u001f\u007f",
    '"',
    "\\",
    '\\"\\\\u0041',
    "\u2028\u2029",
    "\ufeff\ufffe\uffff",
    "\ud83d",
    "\ude00",
    "x\ud83dy",
    "\ude00\ud83d",
    "e\u0301",
    "é",
    "👩‍👩‍👧‍👦",
    "<script>",
    "${env:X}",
    "'; DROP TABLE events; --",
    "\r\n",
];

const repeatable = fc.constantFrom(
    "x",
    "é",
    "€",
    "😀",
    '"',
    "\\",
    "\u0001",
    "\ud83d",
    "\ude00",
    "a😀",
    "€\n",
);

/** Around each limit, and far beyond. */
const lengths = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(64, 85, 128, 256, 341, 512, 1024, 9333) },
    { weight: 6, arbitrary: fc.integer({ min: 48, max: 112 }).map((n) => Math.round(2 ** (n / 8))) },
    { weight: 1, arbitrary: fc.constantFrom(28_000, 33_333, 50_000, 100_000, 110_000) },
);

/** Long text, most of it of one character. */
const longText = fc
    .tuple(
        repeatable,
        lengths,
        fc.integer({ min: -2, max: 2 }),
        fc.constantFrom("", "x", "xé", "z".repeat(7)),
    )
    .map(([unit, length, more, start]) => start + unit.repeat(Math.max(1, length + more)));

const codeUnits = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units));

/** By itself fast-check's "binary" makes a table of them all, which takes a second. */
const codePoint = fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code));

const shortText = fc.oneof(
    { weight: 6, arbitrary: fc.string({ maxLength: 24 }) },
    { weight: 4, arbitrary: fc.array(codePoint, { maxLength: 12 }).map((all) => all.join("")) },
    { weight: 2, arbitrary: codeUnits },
    { weight: 4, arbitrary: fc.constantFrom(...oddTexts) },
);

const anyText = fc.oneof({ weight: 60, arbitrary: shortText }, { weight: 1, arbitrary: longText });

const numbers = fc.oneof(
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
    fc.constantFrom("0", "-0", "-0.0", "1e400", "-1e400", "1e-400", "1.50", "1E5", "1e21"),
    fc.constantFrom("9007199254740991", "9007199254740993", "-9007199254740993", `1${"0".repeat(40)}`),
);

/** Names that mean something to JavaScript, to the mapping, or to whoever reads a path. */
const oddKeys = [
    "__proto__",
    "constructor",
    "prototype",
    "toJSON",
    "toString",
    "hasOwnProperty",
    "rawJSON",
    "length",
    "0",
    "7",
    "",
    " ",
    "a.b",
    "detail",
    "raw",
    "$",
    'q"uote',
    "\ud83d",
    "\u0000",
    "k".repeat(95),
    "€".repeat(40),
    "k".repeat(3000),
];

/**
 * Without backslashes: once JSON.parse of Node 24 has read a key `\`, it takes other keys that are written with an escape
 * for that one (https://github.com/nodejs/node/issues/63785).
 */
const keys = fc
    .oneof(
        { weight: 3, arbitrary: fc.string({ maxLength: 10 }) },
        { weight: 2, arbitrary: fc.constantFrom(...oddKeys) },
    )
    .map((key) => key.replaceAll("\\", "/"));

function write(text: string): string {
    return JSON.stringify(text);
}

function writeObject(members: [key: string, json: string][]): string {
    return `{${members.map(([key, json]) => `${write(key)}:${json}`).join()}}`;
}

function nest(levels: number, json: string, lists: boolean): string {
    return lists
        ? "[".repeat(levels) + json + "]".repeat(levels)
        : '{"a":'.repeat(levels) + json + "}".repeat(levels);
}

/** The deepest level that is kept is the hundredth. */
const deepValue = fc
    .tuple(
        fc.constantFrom(50, 98, 99, 100, 101, 102, 1000, 20_000),
        fc.constantFrom("1", '"core"', "null", "1e400"),
        fc.boolean(),
    )
    .map(([levels, core, lists]) => nest(levels, core, lists));

const { value: anyJson } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        { weight: 8, arbitrary: anyText.map(write) },
        { weight: 4, arbitrary: numbers },
        { weight: 4, arbitrary: fc.constantFrom("null", "true", "false", '""', "{}", "[]", '{"a":null}') },
        {
            weight: 2,
            arbitrary: fc.array(tie("value"), { maxLength: 5 }).map((items) => `[${items.join()}]`),
        },
        { weight: 2, arbitrary: fc.array(fc.tuple(keys, tie("value")), { maxLength: 5 }).map(writeObject) },
    ),
}));

/** JSON text of any value; now and then one that is nested deeply. */
const anyValue = fc.oneof({ weight: 80, arbitrary: anyJson }, { weight: 1, arbitrary: deepValue });

export { anyText, anyValue, codePoint, keys, longText, nest, oddKeys, shortText, write, writeObject };
