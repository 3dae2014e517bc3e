import { Refusal } from "./refusals";

/** A pattern of Trino's (Joni's, in Java's syntax), as one of JavaScript's with the same meaning. */
export interface Pattern {
    readonly regex: RegExp;
    readonly groups: number;
    /** Groups that JavaScript forgets in a repetition, and Joni keeps. */
    readonly unsure: ReadonlySet<number>;
}

/** What \b stands beside: letters of any script, though \w, \d and \s are of ASCII. */
const word = "[\\p{L}\\p{M}\\p{N}\\p{Pc}]";
const classes: Readonly<Record<string, string>> = {
    d: "0-9",
    D: "\\0-/:-\\u{10ffff}",
    w: "0-9A-Za-z_",
    W: "\\0-/:-@[-^`{-\\u{10ffff}",
    s: "\\t-\\r ",
    S: "\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}",
};
const posix: Readonly<Record<string, string>> = {
    alpha: "\\p{Alphabetic}",
    digit: "\\p{Nd}",
    alnum: "\\p{Alphabetic}\\p{Nd}",
    space: "\\p{White_Space}",
    xdigit: "0-9a-fA-F",
};
const anchors: Readonly<Record<string, string>> = {
    A: "(?<![^])",
    z: "(?![^])",
    Z: "(?=\\n?(?![^]))",
    b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
    B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
};
const controls: Readonly<Record<string, string>> = {
    t: "\\t",
    n: "\\n",
    r: "\\r",
    f: "\\f",
    a: "\\x07",
    e: "\\x1b",
};
const categories = /^(?:L|Lu|Ll|Lt|Lm|Lo|M|N|Nd|P|S|Z)$/;

/** A piece of a pattern. */
interface Part {
    readonly js: string;
    /** Whether it may match nothing at all. */
    readonly empty: boolean;
    readonly groups: readonly number[];
    /** Groups that may have no part in a match of it. */
    readonly optional: readonly number[];
}

const nothing: Part = { js: "", empty: true, groups: [], optional: [] };
const one = (js: string): Part => ({ ...nothing, js, empty: false });

/** Reads a pattern; what Joni and JavaScript understand differently is refused by name. */
class PatternReader {
    private at = 0;
    private count = 0;
    private flags = "";
    private readonly unsure = new Set<number>();
    constructor(private readonly text: string) {}

    read(): Pattern {
        const [, flags = ""] = /^\(\?([is]+)\)/.exec(this.text) ?? [];
        this.flags = flags;
        this.at = flags === "" ? 0 : flags.length + 3;
        const whole = this.alternatives();
        if (this.at < this.text.length) {
            throw new Error(`trino: unmatched close parenthesis: ${this.text}`);
        }
        return { regex: this.compiled(whole.js), groups: this.count, unsure: this.unsure };
    }

    private compiled(js: string): RegExp {
        try {
            return new RegExp(js, this.flags.includes("i") ? "giu" : "gu");
        } catch {
            return this.refuse("A form that JavaScript does not have, such as a repeated anchor");
        }
    }

    private refuse(what: string): never {
        throw new Refusal(`${what} in the regular expression '${this.text}'`);
    }

    private eat(text: string): boolean {
        const found = this.text.startsWith(text, this.at);
        this.at += found ? text.length : 0;
        return found;
    }

    private alternatives(): Part {
        const branches = [this.sequence()];
        while (this.eat("|")) {
            branches.push(this.sequence());
        }
        if (branches.length === 1) {
            return branches[0];
        }
        const groups = branches.flatMap((branch) => branch.groups);
        return {
            js: branches.map((branch) => branch.js).join("|"),
            empty: branches.some((branch) => branch.empty),
            groups,
            optional: groups,
        };
    }

    private sequence(): Part {
        let whole = nothing;
        while (this.at < this.text.length && !"|)".includes(this.text[this.at])) {
            const part = this.repeated(this.atom());
            whole = {
                js: whole.js + part.js,
                empty: whole.empty && part.empty,
                groups: [...whole.groups, ...part.groups],
                optional: [...whole.optional, ...part.optional],
            };
        }
        return whole;
    }

    private repeated(part: Part): Part {
        const [written, low, comma, high] =
            /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(this.text.slice(this.at)) ?? [];
        if (written === undefined) {
            return this.text[this.at] === "{" && /^\{,?\d/.test(this.text.slice(this.at))
                ? this.refuse("A repetition without a lower bound")
                : part;
        }
        this.at += written.length;
        const lazy = this.eat("?") ? "?" : "";
        if ("*+?".includes(this.text[this.at] ?? "x") || /^\{\d/.test(this.text.slice(this.at))) {
            this.refuse("A possessive or doubled repetition");
        }
        const fixed = low !== undefined && comma === "";
        if (part.empty && !fixed) {
            this.refuse("A repetition of what may match nothing");
        }
        const least = low === undefined ? (written === "+" ? 1 : 0) : Number(low);
        if (written !== "?" && !(fixed && least <= 1)) {
            part.optional.forEach((group) => this.unsure.add(group));
        }
        if (high !== undefined && high !== "" && Number(high) < least) {
            this.refuse("A repetition whose bounds are out of order");
        }
        return {
            ...part,
            js: part.js + written + lazy,
            empty: part.empty || least === 0,
            optional: least === 0 ? part.groups : part.optional,
        };
    }

    private atom(): Part {
        const letter = String.fromCodePoint(this.text.codePointAt(this.at) as number);
        this.at += letter.length;
        switch (letter) {
            case "(":
                return this.group();
            case "[":
                return one(this.characterClass());
            case "\\":
                return this.escape();
            case ".":
                return one(this.flags.includes("s") ? "[^]" : "[^\\n]");
            case "^":
                return { ...nothing, js: anchors.A };
            case "$":
                return { ...nothing, js: anchors.Z };
            case "*":
            case "+":
            case "?":
                throw new Error(`trino: target of repeat operator is not specified: ${this.text}`);
            default:
                return one(quoted(letter));
        }
    }

    private group(): Part {
        if (!this.text.startsWith("?", this.at)) {
            const number = ++this.count;
            const inner = this.closed();
            return { ...inner, js: `(${inner.js})`, groups: [number, ...inner.groups] };
        }
        if (this.eat("?:")) {
            const inner = this.closed();
            return { ...inner, js: `(?:${inner.js})` };
        }
        const look = ["?=", "?!", "?<=", "?<!"].find((opening) => this.eat(opening));
        if (look === undefined) {
            this.refuse(
                `A group of the kind (${/^\?<?[^\w\s]?[\w-]*/.exec(this.text.slice(this.at))?.[0]}…)`,
            );
        }
        const [before, start] = [this.count, this.at];
        const inner = this.closed();
        if (this.count > before) {
            this.refuse("A group inside a lookahead or a lookbehind");
        }
        if (look.startsWith("?<") && /[*+?{|]/.test(this.text.slice(start, this.at))) {
            this.refuse("A lookbehind of no fixed length");
        }
        return { ...nothing, js: `(${look}${inner.js})` };
    }

    private closed(): Part {
        const inner = this.alternatives();
        if (!this.eat(")")) {
            throw new Error(`trino: end pattern with unmatched parenthesis: ${this.text}`);
        }
        return inner;
    }

    private escape(): Part {
        const letter = this.text[this.at] ?? this.refuse("A backslash at the end");
        if (Object.hasOwn(anchors, letter)) {
            this.at++;
            return { ...nothing, js: anchors[letter] };
        }
        const { js, set } = this.escaped();
        return one(set ? `[${js}]` : js);
    }

    /** An escape that stands for characters, in a class or outside. */
    private escaped(): { js: string; set: boolean } {
        const letter = this.text[this.at++] ?? this.refuse("A backslash at the end");
        if (Object.hasOwn(classes, letter)) {
            return { js: classes[letter], set: true };
        }
        if (Object.hasOwn(controls, letter)) {
            return { js: controls[letter], set: false };
        }
        const rest = this.text.slice(this.at);
        const [code, hex] =
            (letter === "x" && (/^([0-9a-fA-F]{2})/.exec(rest) ?? undefined)) ||
            (letter === "u" && /^([0-9a-fA-F]{4})/.exec(rest)) ||
            [];
        if (code !== undefined && hex !== undefined) {
            this.at += code.length;
            return { js: quoted(String.fromCharCode(parseInt(hex, 16))), set: false };
        }
        const [property, name] = (letter === "p" && /^\{(\w+)\}/.exec(rest)) || [];
        if (property !== undefined && name !== undefined && categories.test(name)) {
            this.at += property.length;
            return { js: `\\p{${name}}`, set: true };
        }
        return /[\w\s]|[^ -~]/.test(letter)
            ? this.refuse(`The escape \\${letter}`)
            : { js: quoted(letter), set: false };
    }

    private characterClass(): string {
        const negated = this.eat("^") ? "^" : "";
        let js = "";
        for (let first = true; ; first = false) {
            if (this.at >= this.text.length) {
                throw new Error(`trino: premature end of char-class: ${this.text}`);
            }
            if (this.eat("]")) {
                return first ? this.refuse("An empty class") : `[${negated}${js}]`;
            }
            js += this.member();
        }
    }

    private member(): string {
        const rest = this.text.slice(this.at);
        const [bracket, name] = /^\[:(\w+):\]/.exec(rest) ?? [];
        if (name !== undefined && Object.hasOwn(posix, name)) {
            this.at += bracket?.length ?? 0;
            return posix[name];
        }
        if (rest.startsWith("[") || rest.startsWith("&&")) {
            this.refuse("A class inside a class, or an intersection,");
        }
        const from = this.memberCharacter();
        if (!/^-[^\]]/.test(this.text.slice(this.at))) {
            return from.js;
        }
        if (from.set || from.js === "\\-") {
            return this.refuse("A hyphen that is no range");
        }
        this.at++;
        if (this.text[this.at] === "[") {
            this.refuse("A class inside a class");
        }
        const to = this.memberCharacter();
        return to.set ? this.refuse("A hyphen that is no range") : `${from.js}-${to.js}`;
    }

    private memberCharacter(): { js: string; set: boolean } {
        const letter = String.fromCodePoint(this.text.codePointAt(this.at) as number);
        this.at += letter.length;
        if (letter !== "\\") {
            return { js: quoted(letter), set: false };
        }
        return this.escaped();
    }
}

function quoted(letter: string): string {
    // Escaped by its number: JavaScript takes `\-` within a class only.
    return letter === "-" ? "\\x2d" : letter.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace("\n", "\\n");
}

const compiled = new Map<string, Pattern>();

export function compile(pattern: string): Pattern {
    const known = compiled.get(pattern);
    if (known !== undefined) {
        return known;
    }
    const read = new PatternReader(pattern).read();
    if (compiled.size > 1000) {
        compiled.clear();
    }
    compiled.set(pattern, read);
    return read;
}
