import { Refusal } from "./refusals";
import { javaDouble } from "./numbers";

/** JSON as it is written: objects keep their entries, twins included, and numbers their text. */
type Json = null | boolean | string | Digits | readonly Json[] | JsonObject;
interface Digits {
    readonly digits: string;
}
interface JsonObject {
    readonly entries: readonly (readonly [string, Json])[];
}

/** Reads JSON from left to right and no further than it is asked, as Trino's Jackson does. */
class Reader {
    private at = 0;
    constructor(private readonly text: string) {}

    value(): Json {
        switch (this.peek()) {
            case "{": {
                const entries: [string, Json][] = [];
                this.object((key) => void entries.push([key, this.value()]));
                return { entries };
            }
            case "[": {
                const items: Json[] = [];
                this.array(() => void items.push(this.value()));
                return items;
            }
            case '"':
                return this.string();
            default:
                return this.word();
        }
    }

    /** The value at a path, or nothing; what follows it is not read. */
    find([step, ...rest]: readonly string[]): Json | undefined {
        if (step === undefined) {
            return this.value();
        }
        let found: Json | undefined;
        const visit = (name: string): boolean | void => {
            if (name === step) {
                found = this.find(rest);
                return true;
            }
            this.value();
        };
        if (this.peek() === "{") {
            this.object(visit);
        } else if (this.peek() === "[") {
            this.array((index) => visit(String(index)));
        }
        return found;
    }

    end(): void {
        if (this.peek() !== undefined) {
            throw new SyntaxError("more than one value");
        }
    }

    private object(visit: (key: string) => boolean | void): void {
        this.list("}", () => {
            const key = this.string();
            this.take(":");
            return visit(key);
        });
    }

    private array(visit: (index: number) => boolean | void): void {
        let index = 0;
        this.list("]", () => visit(index++));
    }

    /** Stops where `visit` says so. */
    private list(close: string, visit: () => boolean | void): void {
        this.at++;
        if (this.peek() === close) {
            this.at++;
            return;
        }
        while (visit() !== true) {
            if (this.peek() === close) {
                this.at++;
                return;
            }
            this.take(",");
        }
    }

    private peek(): string | undefined {
        while (" \t\n\r".includes(this.text[this.at] ?? "x")) {
            this.at++;
        }
        return this.text[this.at];
    }

    private take(symbol: string): void {
        if (this.peek() !== symbol) {
            throw new SyntaxError(`no ${symbol}`);
        }
        this.at++;
    }

    private match(pattern: RegExp): string {
        this.peek();
        pattern.lastIndex = this.at;
        const [found] = pattern.exec(this.text) ?? [];
        if (found === undefined) {
            throw new SyntaxError("no JSON");
        }
        this.at += found.length;
        return found;
    }

    private string(): string {
        const text = JSON.parse(
            // eslint-disable-next-line no-control-regex -- JSON allows no control character in a string
            this.match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y),
        ) as string;
        if (!text.isWellFormed()) {
            throw new Refusal("Half of a surrogate pair in JSON");
        }
        return text;
    }

    private word(): Json {
        const word = this.match(
            /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=[\s,\]}]|$)/y,
        );
        return word === "null" ? null : word === "true" || (word === "false" ? false : { digits: word });
    }
}

/** Trino's JSON functions know nothing of a text that is no JSON, up to where they read it. */
function readable<T>(read: () => T): T | undefined {
    try {
        return read();
    } catch (error) {
        if (error instanceof SyntaxError) {
            return undefined;
        }
        throw error;
    }
}

const paths = new Map<string, readonly string[]>();
function stepsOf(path: string): readonly string[] {
    const steps = paths.get(path) ?? (JSON.parse(path) as string[]);
    paths.set(path, steps);
    return steps;
}

export function at(text: string, path: string): Json | undefined {
    return readable(() => new Reader(text).find(stepsOf(path)));
}

export function extract(text: string, path: string): string | null {
    const found = at(text, path);
    return found === undefined ? null : write(found);
}

export function scalar(text: string, path: string): string | null {
    const found = at(text, path);
    return found === undefined || found === null ? null : plain(found);
}

function plain(value: Json): string | null {
    if (typeof value === "object" && value !== null) {
        return "digits" in value ? value.digits : null;
    }
    return String(value);
}

export function size(text: string, path: string): bigint | null {
    const found = at(text, path);
    if (found === undefined) {
        return null;
    }
    return BigInt(Array.isArray(found) ? found.length : isObject(found) ? found.entries.length : 0);
}

function isObject(value: Json): value is JsonObject {
    return typeof value === "object" && value !== null && "entries" in value;
}

/** json_parse: no spaces, keys in order and each once, the last of them. */
export function parse(text: string): string {
    const value = readable(() => {
        const reader = new Reader(text);
        const read = reader.value();
        reader.end();
        return read;
    });
    if (value === undefined) {
        throw new Error(`trino: Cannot convert value to JSON: '${text}'`);
    }
    return write(sorted(value));
}

function sorted(value: Json): Json {
    if (Array.isArray(value)) {
        return (value as readonly Json[]).map(sorted);
    }
    if (!isObject(value)) {
        return value;
    }
    const last = [...new Map(value.entries)];
    return { entries: last.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]) };
}

/** An array's elements. */
export function elements(text: string): readonly Json[] | undefined {
    const value = readable(() => new Reader(text).value());
    return Array.isArray(value) ? (value as readonly Json[]) : undefined;
}

/** An object's entries, or an array's elements, as CAST takes them apart; nothing of JSON's null. */
export function parts(text: string, kind: "array" | "map"): readonly (readonly [string, Json])[] | null {
    const value = new Reader(text).value();
    if (value === null) {
        return null;
    }
    if (kind === "array" && Array.isArray(value)) {
        return (value as readonly Json[]).map((item, i) => [String(i), item]);
    }
    if (kind === "map" && isObject(value) && !Array.isArray(value)) {
        return value.entries;
    }
    throw new Error(
        `trino: Cannot cast to ${kind}. Expected a json ${kind === "map" ? "object" : "array"}, but got ${text}`,
    );
}

/** json_array_get: a text loses its quotes, in Trino too. */
export function arrayGet(text: string, index: bigint): string | null {
    const items = elements(text);
    const item = items?.[Number(index < 0n ? BigInt(items.length) + index : index)];
    return item === undefined || item === null ? null : (plain(item) ?? unescaped(item));
}

export function arrayContains(text: string, wanted: string, kind: string): boolean | null {
    const items = elements(text);
    return items === undefined
        ? null
        : items.some((item) =>
              kind === "varchar"
                  ? item === wanted
                  : kind === "boolean"
                    ? typeof item === "boolean" && String(item) === wanted
                    : typeof item === "object" && item !== null && "digits" in item && item.digits === wanted,
          );
}

/** JSON as Jackson writes it in UTF-8: what lies beyond U+FFFF as two escapes. */
export function write(value: Json): string {
    return unescaped(value).replace(/[\u{10000}-\u{10ffff}]/gu, (letter) =>
        [0, 1].map((half) => `\\u${letter.charCodeAt(half).toString(16).toUpperCase()}`).join(""),
    );
}

/** The same as Jackson writes it in a text of its own, without these escapes. */
export function unescaped(value: Json): string {
    if (typeof value === "string") {
        return JSON.stringify(value).replace(/\\(?:u00..|.)/g, (code) =>
            code.startsWith("\\u") ? `\\u${code.slice(2).toUpperCase()}` : code,
        );
    }
    if (value === null || typeof value === "boolean") {
        return String(value);
    }
    if (Array.isArray(value)) {
        return `[${(value as readonly Json[]).map(unescaped).join(",")}]`;
    }
    if (isObject(value)) {
        return `{${value.entries.map(([key, item]) => `${unescaped(key)}:${unescaped(item)}`).join(",")}}`;
    }
    return numberText((value as Digits).digits);
}

/** A whole number as it is, another as Java writes a double; an infinite one becomes a text. */
function numberText(digits: string): string {
    if (/^-?\d+$/.test(digits)) {
        return digits.replace(/^-0$/, "0");
    }
    const text = javaDouble(Number(digits));
    return text.endsWith("Infinity") ? `"${text}"` : text;
}
