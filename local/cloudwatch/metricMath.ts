/**
 * CloudWatch's metric math, as far as alarms here use it: numbers, metrics by their ids, FILL with a number, IF, == and >,
 * AND, OR, plus and times (CloudWatch user guide, "Using math expressions with CloudWatch metrics").
 */

/** The values of the metrics in one period; what has none is missing. */
export type Values = Readonly<Record<string, number | undefined>>;

type Term = (values: Values) => number | undefined;

type Operator = (a: number, b: number) => number;

/** Nothing comes of a missing value. */
function of(one: Term, other: Term, calculate: Operator): Term {
    return (values) => {
        const [a, b] = [one(values), other(values)];
        return a === undefined || b === undefined ? undefined : calculate(a, b);
    };
}

/** Each level binds tighter than those before it. */
const levels: Record<string, Operator>[] = [
    { OR: (a, b) => Number(a !== 0 || b !== 0) },
    { AND: (a, b) => Number(a !== 0 && b !== 0) },
    { "==": (a, b) => Number(a === b), ">": (a, b) => Number(a > b) },
    { "+": (a, b) => a + b },
    { "*": (a, b) => a * b },
];

class Reader {
    private readonly tokens: string[];

    constructor(private readonly text: string) {
        this.tokens = text.match(/\d+(\.\d+)?|\w+|==|\S/g) ?? [];
    }

    private take(...expected: string[]): string | undefined {
        return expected.includes(this.tokens[0]) ? this.tokens.shift() : undefined;
    }

    private demand(expected: string): void {
        if (this.take(expected) === undefined)
            throw new Error(`"${this.text}": expected ${expected}, found ${this.tokens[0] ?? "its end"}`);
    }

    /** All of the text. */
    whole(): Term {
        const term = this.binary();
        if (this.tokens.length > 0) throw new Error(`"${this.text}": unexpected ${this.tokens[0]}`);
        return term;
    }

    private binary(level = 0): Term {
        if (level === levels.length) return this.atom();
        const operators = levels[level];
        let term = this.binary(level + 1);
        for (
            let found = this.take(...Object.keys(operators));
            found;
            found = this.take(...Object.keys(operators))
        )
            term = of(term, this.binary(level + 1), operators[found]);
        return term;
    }

    private atom(): Term {
        const token = this.tokens.shift();
        if (token === "(") {
            const term = this.binary();
            this.demand(")");
            return term;
        }
        if (token === "IF" || token === "FILL") {
            this.demand("(");
            const parts = [this.binary()];
            while (this.take(",")) parts.push(this.binary());
            this.demand(")");
            return this.call(token, parts);
        }
        if (token !== undefined && /^\d/.test(token)) return () => Number(token);
        if (token !== undefined && /^[a-z]\w*$/.test(token)) return (values) => values[token];
        throw new Error(`"${this.text}": ${token ?? "its end"} is not understood here`);
    }

    private call(name: "IF" | "FILL", parts: Term[]): Term {
        const [first, second, third] = parts;
        if (parts.length !== (name === "IF" ? 3 : 2)) throw new Error(`"${this.text}": ${name} takes others`);
        if (name === "FILL") return (values) => first(values) ?? second(values);
        return (values) => {
            const condition = first(values);
            return condition === undefined ? undefined : condition !== 0 ? second(values) : third(values);
        };
    }
}

/**
 * What an expression is in a period. Where no metric has a value it is missing, whatever FILL says: AWS does not say that FILL
 * makes values of nothing at all, so that an alarm must not rely on it.
 */
export function readExpression(text: string): Term {
    const term = new Reader(text).whole();
    return (values) =>
        Object.values(values).every((value) => value === undefined) ? undefined : term(values);
}
