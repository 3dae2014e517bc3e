/** The properties of what reads strangers' text besides events: files of them, statements, and patterns. */
import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLines } from "../../local/events/lines";
import { compilePattern } from "../../local/events/pattern";
import { UserError } from "../../local/userError";
import { compile } from "../../packages/trino-on-duckdb/src/natives/regex";
import { Refusal } from "../../packages/trino-on-duckdb/src/natives/refusals";
import { QueryRefusal } from "../../packages/trino-on-duckdb/src/refusal";
import { tokenize } from "../../packages/trino-on-duckdb/src/tokens";
import { codePoint } from "./arbitrary/json";
import { holds } from "./property";

const maxBytes = 100_000;

/** What `read` makes of it; `undefined` if it refuses in words of its own, which is the only way out. */
function readOrRefuse<Made>(read: () => Made, refusal: (error: Error) => boolean): Made | undefined {
    try {
        return read();
    } catch (error) {
        if (!refusal(error as Error)) throw error;
        return undefined;
    }
}

/** Bytes with line feeds, halves of characters and lines about as long as is kept, or as a chunk of a file. */
const bytes = fc
    .array(
        fc.oneof(
            fc.uint8Array({ maxLength: 20 }),
            fc.constantFrom("\n", "\r\n", "\ufeff", "é", '{"id":1}').map((text) => Buffer.from(text)),
            fc
                .tuple(fc.constantFrom(65_536, maxBytes), fc.integer({ min: -2, max: 2 }))
                .map(([length, more]) => Buffer.alloc(length + more, "x")),
        ),
        { maxLength: 12 },
    )
    .map((pieces) => Buffer.concat(pieces));

/** The lines by another way, all at once; `undefined` for those that have no text. */
function linesOf(content: Buffer): (string | undefined)[] {
    const pieces = content.toString("latin1").split("\n");
    if (pieces.at(-1) === "") pieces.pop();
    return pieces.map((piece) => {
        const line = Buffer.from(piece, "latin1");
        const text = line.toString("utf8");
        return line.length <= maxBytes && Buffer.from(text).equals(line) ? text : undefined;
    });
}

describe("what reads strangers' text, property by property", () => {
    holds("a file's lines are those that it has, wherever its chunks end", 300, () =>
        fc.asyncProperty(bytes, async (content) => {
            const folder = mkdtempSync(join(tmpdir(), "lines-"));
            const path = join(folder, "events");
            try {
                writeFileSync(path, content);
                const found: (string | undefined)[] = [];
                for await (const line of readLines(path, maxBytes, "too long")) {
                    found.push("text" in line ? line.text : undefined);
                    if (line.number !== found.length)
                        throw new Error(`line ${found.length} is called ${line.number}`);
                }
                if (JSON.stringify(found) !== JSON.stringify(linesOf(content)))
                    throw new Error("other lines than the file's");
            } catch (error) {
                if (!(error instanceof UserError)) throw error;
            } finally {
                rmSync(folder, { recursive: true });
            }
        }),
    );

    /** Pieces of a language, in any order, and anything else between. */
    const text = (...pieces: string[]) =>
        fc
            .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, codePoint), {
                maxLength: 20,
            })
            .map((all) => all.join(""));

    const sql = text(
        ..."SELECT a \" '' ' -- /* */ \n 1.5e3 .5 1. <> || -> { } ; ` x'41' é \u0000 0x1 1e U&'\\0041'".split(
            " ",
        ),
        " ",
        "\n\n",
        "6f1c2d3e-0000-4000-8000-0123456789ab",
    );

    holds("a statement is cut into what stands in it, in its order, or refused", 300, () =>
        fc.property(sql, (statement) => {
            const found = readOrRefuse(
                () => tokenize(statement),
                (error) => error instanceof QueryRefusal,
            );
            const source = statement.split("\n");
            let last = [0, 0];
            for (const { kind, value, line, column } of found ?? []) {
                if (line < last[0] || (line === last[0] && column <= last[1]))
                    throw new Error("out of order");
                last = [line, column];
                const there = source
                    .slice(line - 1)
                    .join("\n")
                    .slice(column - 1);
                const written =
                    kind === "text" ? "'" : kind === "name" && there.startsWith('"') ? '"' : value;
                if (!there.startsWith(written)) throw new Error(`${value} is not at ${line}:${column}`);
            }
        }),
    );

    const json = fc.jsonValue({ maxDepth: 3 });
    const name = fc.oneof(fc.constant("source"), fc.constantFrom("account", "__proto__", "constructor", ""));
    const word = fc.constantFrom("", "a", "ab", "ba", "__proto__");
    const rarely = <Value>(usual: fc.Arbitrary<Value>) => fc.oneof({ weight: 20, arbitrary: usual }, json);
    const value = rarely(word);
    const matchers = rarely(
        fc.array(rarely(fc.oneof(word, fc.record({ prefix: word }))), { minLength: 1, maxLength: 3 }),
    );
    const object = <Value>(values: fc.Arbitrary<Value>) =>
        fc.array(fc.tuple(name, values), { maxLength: 3 }).map((entries) => Object.fromEntries(entries));

    /** Whether the event matches, as EventBridge documents it. */
    function matches(pattern: Record<string, unknown[]>, event: unknown): boolean {
        if (typeof event !== "object" || event === null || Array.isArray(event)) return false;
        const fields = new Map(Object.entries(event));
        return Object.entries(pattern).every(([field, all]) =>
            [fields.get(field)]
                .flat()
                .some((one) =>
                    all.some((matcher) =>
                        typeof matcher === "string"
                            ? matcher === one
                            : typeof one === "string" &&
                              one.startsWith((matcher as { prefix: string }).prefix),
                    ),
                ),
        );
    }

    holds("an event pattern matches as EventBridge says, or is refused", 300, () =>
        fc.property(
            fc.oneof(
                object(matchers).map((one) => JSON.stringify(one)),
                json.map((one) => JSON.stringify(one)),
                fc.string(),
            ),
            fc.oneof(object(value), json),
            (pattern, event) => {
                const compiled = readOrRefuse(
                    () => compilePattern(pattern),
                    (error) => error instanceof UserError,
                );
                if (compiled === undefined) return;
                const expected = matches(JSON.parse(pattern) as Record<string, unknown[]>, event);
                if (compiled(event) !== expected) throw new Error(`${!expected}, but ${expected} is right`);
            },
        ),
    );

    const expression = text(
        ..."a b . * + ? | ( ) [ ] ^ $ \\ \\d \\w \\s \\b \\Z \\p{L} \\Q \\E {2} {2,} {,3} (?: (?= (?! (?<= (?<n> (?i) (?> && - ] [^ \\1 é 😀 \\x41 \\u0041".split(
            " ",
        ),
    );

    holds("a regular expression becomes one that JavaScript takes, or is refused", 300, () =>
        fc.property(expression, (pattern) => {
            const compiled = readOrRefuse(
                () => compile(pattern),
                (error) => error instanceof Refusal || error.message.startsWith("trino: "),
            );
            // A copy's place moves: the compiled one is kept for others.
            if (compiled !== undefined) [..."ab1 é\n".matchAll(compiled.regex)];
        }),
    );

    const plain = fc
        .array(fc.constantFrom(..."a 1 - _ / , = < & # ~ @ : é 😀".split(" "), " "), {
            minLength: 1,
            maxLength: 12,
        })
        .map((all) => all.join(""));

    holds("a text is an expression that matches it alone, its special characters quoted", 300, () =>
        fc.property(
            plain,
            fc.constantFrom(..."\\ ^ $ . * + ? ( ) [ ] { } |".split(" "), ""),
            (before, special) => {
                const whole = `${before}${special}${before}`;
                const { regex } = compile(`${before}${special && `\\${special}`}${before}`);
                const found = [...`x${whole}x`.matchAll(regex)].map(([match]) => match);
                if (found.length !== 1 || found[0] !== whole)
                    throw new Error(`found ${JSON.stringify(found)}`);
            },
        ),
    );
});
