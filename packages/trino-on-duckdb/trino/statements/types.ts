/** A type of Trino's, or a variable of a rule: a single capital letter. */
export interface Type {
    readonly name: string;
    readonly of: readonly Type[];
}
export type Bindings = Record<string, Type>;

const known = new Map<string, Type>();

/** Reads `map(varchar, array(T))`. */
export function typeOf(text: string): Type {
    const found = known.get(text);
    if (found !== undefined) return found;
    const [, name, inner] = /^([^(]+)(?:\((.*)\))?$/.exec(text.trim()) ?? [];
    const type = { name: name.trim(), of: inner === undefined ? [] : splitTypes(inner).map(typeOf) };
    known.set(text, type);
    return type;
}

export function splitTypes(text: string): string[] {
    const parts = [""];
    let depth = 0;
    for (const letter of text) {
        depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
        if (letter === "," && depth === 0) parts.push("");
        else parts[parts.length - 1] += letter;
    }
    return parts;
}

export const textOf = ({ name, of }: Type): string =>
    of.length === 0 ? name : `${name}(${of.map(textOf).join(", ")})`;

const isVariable = (type: Type): boolean => /^[A-Z]$/.test(type.name);

const scalars = [
    "boolean",
    "integer",
    "bigint",
    "double",
    "decimal",
    "varchar",
    "date",
    "timestamp",
    "zoned",
];
const intervals = ["daysecond", "yearmonth"];
/** What a variable may stand for, by its letter; T and U are of any type. */
const classes: Readonly<Record<string, readonly string[]>> = {
    N: ["integer", "bigint", "double", "decimal"],
    K: ["varchar", "varchar", "bigint", "date", "timestamp", "zoned"],
    O: [...scalars, ...intervals, "varchar", "row(bigint, varchar)", "array(bigint)", "array(varchar)"],
    D: ["timestamp", "zoned", "timestamp", "zoned", "date"],
    S: ["timestamp", "zoned"],
};
const collections = [
    ...["array(varchar)", "array(bigint)", "array(double)", "array(decimal)", "array(zoned)", "array(json)"],
    ...[
        "array(array(bigint))",
        "array(row(varchar, bigint))",
        "row(varchar, bigint)",
        "row(zoned, map(varchar, bigint))",
    ],
    ...["map(varchar, varchar)", "map(varchar, bigint)", "map(bigint, array(varchar))", "map(varchar, json)"],
];
const any = [...scalars, ...scalars, ...scalars, ...intervals, "json", "json", ...collections];

/** Whether a variable may stand for a type. */
function mayBe(variable: string, type: Type): boolean {
    if (["T", "U", "V"].includes(variable)) return true;
    if (variable === "O" || variable === "C")
        return !/map|json/.test(textOf(type)) || (variable === "C" && !/json/.test(textOf(type)));
    return classes[variable].includes(textOf(type));
}

export function classOf(variable: string): readonly string[] {
    if (variable === "C")
        return [...classes.O, "map(varchar, varchar)", "map(varchar, bigint)", "row(varchar, bigint)"];
    return classes[variable] ?? any;
}

/** What the variables of a pattern stand for if it is this type; nothing if it cannot be. */
export function match(pattern: Type, type: Type, bound: Bindings = {}): Bindings | undefined {
    if (isVariable(pattern)) {
        const before = bound[pattern.name] as Type | undefined;
        if (before !== undefined) return textOf(before) === textOf(type) ? bound : undefined;
        return mayBe(pattern.name, type) ? { ...bound, [pattern.name]: type } : undefined;
    }
    if (pattern.name !== type.name || pattern.of.length !== type.of.length) return undefined;
    return pattern.of.reduce<Bindings | undefined>(
        (found, part, i) => found && match(part, type.of[i], found),
        bound,
    );
}

/** A pattern with its variables replaced; one that stands for nothing yet is drawn. */
export function fill(pattern: Type, bound: Bindings, draw: (names: readonly string[]) => string): Type {
    if (isVariable(pattern)) return (bound[pattern.name] ??= typeOf(draw(classOf(pattern.name))));
    return { name: pattern.name, of: pattern.of.map((part) => fill(part, bound, draw)) };
}

/** A type as SQL writes it. */
export function sqlOf({ name, of }: Type): string {
    const names: Readonly<Record<string, string>> = {
        decimal: "decimal(10, 2)",
        timestamp: "timestamp(3)",
        zoned: "timestamp(3) with time zone",
        daysecond: "interval day to second",
        yearmonth: "interval year to month",
        ...{ jsontext: "varchar", numtext: "varchar", datetext: "varchar", isotext: "varchar" },
    };
    return of.length === 0 ? (names[name] ?? name) : `${name}(${of.map(sqlOf).join(", ")})`;
}
