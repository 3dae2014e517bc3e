import type * as pulumi from "@pulumi/pulumi";

/** What one value may be: what an input takes, and what messages and pages say of it. */
export interface Rule<Value = unknown, Default = unknown> {
    /** As Pulumi.yaml calls it. */
    type: "string" | "integer" | "number" | "boolean" | "array" | "object";
    /** What it takes, in words that follow "must be". */
    expected: string;
    accepts(value: unknown): value is Value;
    default: Default;
    /** The values that there are, if they can be listed. */
    values?: readonly (string | number)[];
    /** Decides which resources or files exist: an Output would be too late. */
    plain?: true;
    /** Never to be shown. */
    secret?: true;
    /** Of a list or a map: the rule of each element. */
    each?: Rule;
    /** Of a list: no entry is there twice. */
    distinct?: true;
    /** Of a map: the rule of each key. */
    keys?: Rule;
}

export function integer<const D extends number | undefined = undefined>(
    min: number,
    max: number,
    unit: string,
    defaultValue?: D,
): Rule<number, D> {
    return {
        type: "integer",
        expected: `a whole number of ${unit} from ${min} to ${max}`,
        accepts: (value): value is number =>
            Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
        default: defaultValue as D,
    };
}

export function number<const D extends number>(
    min: number,
    max: number,
    unit: string,
    defaultValue: D,
): Rule<number, D> {
    return {
        type: "number",
        expected: `a number of ${unit} from ${min} to ${max}`,
        accepts: (value): value is number => typeof value === "number" && value >= min && value <= max,
        default: defaultValue,
    };
}

export function oneOf<const V extends string | number>(
    values: readonly V[],
    defaultValue: NoInfer<V>,
): Rule<V, V> {
    return {
        type: typeof defaultValue === "number" ? "integer" : "string",
        expected: `one of ${values.join(", ")}`,
        accepts: (value): value is V => values.includes(value as V),
        default: defaultValue,
        values,
    };
}

export function text<const D extends string | undefined = undefined>(
    pattern: RegExp,
    expected: string,
    defaultValue?: D,
): Rule<string, D> {
    return {
        type: "string",
        expected,
        accepts: (value): value is string => typeof value === "string" && pattern.test(value),
        default: defaultValue as D,
    };
}

export function boolean(defaultValue: boolean): Rule<boolean, boolean> {
    return {
        type: "boolean",
        expected: "true or false",
        accepts: (value) => typeof value === "boolean",
        default: defaultValue,
    };
}

export function list<V extends string | number>(
    each: Rule<V>,
    min: number,
    max: number,
): Rule<pulumi.Input<V>[], undefined> {
    return {
        type: "array",
        expected: `a list of ${min} to ${max} entries`,
        accepts: (value): value is V[] => Array.isArray(value) && value.length >= min && value.length <= max,
        each,
        default: undefined,
    };
}

/** A list of plain choices, each once: they decide what is made. */
export function someOf<const V extends string>(
    values: readonly V[],
    defaultValue: NoInfer<V>[],
): Rule<V[], V[]> & { plain: true } {
    return {
        type: "array",
        expected: `a list of one or more of ${values.join(", ")}`,
        accepts: (value): value is V[] =>
            Array.isArray(value) && value.length >= 1 && value.length <= values.length,
        each: plain(oneOf(values, values[0])),
        distinct: true,
        plain: true,
        default: defaultValue,
    };
}

export function map(
    keys: Rule<string>,
    each: Rule<string>,
    max: number,
): Rule<Record<string, pulumi.Input<string>>, undefined> {
    return {
        type: "object",
        expected: `an object with at most ${max} keys`,
        accepts: (value): value is Record<string, string> =>
            typeof value === "object" &&
            value !== null &&
            !Array.isArray(value) &&
            Object.keys(value).length <= max,
        each,
        keys,
        default: undefined,
    };
}

/** An Amazon Resource Name; `resource` matches what stands behind the account. */
export function arn(
    service: string,
    resource: string,
    example: string,
    account = "\\d{12}",
): Rule<string, undefined> {
    const region = service === "iam" ? "" : "[a-z]{2,}(-[a-z]+)+-\\d+";
    return text(
        new RegExp(`^arn:aws(-[a-z]+)*:${service}:${region}:${account}:${resource}$`),
        `an ARN like arn:aws:${service}:${service === "iam" ? "" : "us-east-1"}:111122223333:${example}`,
    );
}

export function plain<R extends Rule>(rule: R): R & { plain: true } {
    return { ...rule, plain: true };
}

export function distinct<R extends Rule>(rule: R): R {
    return { ...rule, distinct: true };
}

export function secret<R extends Rule>(rule: R): R {
    return { ...rule, secret: true, ...(rule.each && { each: secret(rule.each) }) };
}
