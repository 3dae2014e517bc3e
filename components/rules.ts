/** What a single value may be. Each rule says what is wanted in words that follow "must be". */
export interface Rule<Default = unknown> {
    wanted: string;
    accepts(value: unknown): boolean;
    /** Decides which resources or files exist: an Output would be too late. */
    plain?: true;
    /** Never to be shown. */
    hidden?: true;
    /** Of a list or a map: the rule of each element. */
    each?: Rule;
    /** Of a list: no entry is there twice. */
    distinct?: true;
    /** Of a map: the rule of each key. */
    keys?: Rule;
    default: Default;
}

/** Rules by input, nested like the inputs themselves. */
export interface Rules {
    [input: string]: Rule | Rules;
}

export function isRule(rule: Rule | Rules): rule is Rule {
    return typeof rule.wanted === "string";
}

export function integer<D extends number | undefined = undefined>(
    min: number,
    max: number,
    unit: string,
    standard?: D,
): Rule<D> {
    return {
        wanted: `a whole number of ${unit} from ${min} to ${max}`,
        accepts: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
        default: standard as D,
    };
}

export function oneOf<D extends string | number>(values: readonly (string | number)[], standard: D): Rule<D> {
    return {
        wanted: `one of ${values.join(", ")}`,
        accepts: (value) => values.includes(value as string),
        default: standard,
    };
}

export function text<D extends string | undefined = undefined>(
    pattern: RegExp,
    wanted: string,
    standard?: D,
): Rule<D> {
    return {
        wanted,
        accepts: (value) => typeof value === "string" && pattern.test(value),
        default: standard as D,
    };
}

export function flag(standard: boolean): Rule<boolean> {
    return { wanted: "true or false", accepts: (value) => typeof value === "boolean", default: standard };
}

export function list(each: Rule, min: number, max: number): Rule<undefined> {
    return {
        wanted: `a list of ${min} to ${max} entries`,
        accepts: (value) => Array.isArray(value) && value.length >= min && value.length <= max,
        each,
        default: undefined,
    };
}

export function map(keys: Rule, each: Rule, max: number): Rule<undefined> {
    return {
        wanted: `an object with at most ${max} keys`,
        accepts: (value) =>
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
): Rule<undefined> {
    const region = service === "iam" ? "" : "[a-z]{2,}(-[a-z]+)+-\\d+";
    return text(
        new RegExp(`^arn:aws(-[a-z]+)*:${service}:${region}:${account}:${resource}$`),
        `an ARN like arn:aws:${service}:${service === "iam" ? "" : "us-east-1"}:111122223333:${example}`,
    );
}

export function plain<D>(rule: Rule<D>): Rule<D> {
    return { ...rule, plain: true };
}

export function distinct<D>(rule: Rule<D>): Rule<D> {
    return { ...rule, distinct: true };
}

export function hidden<D>(rule: Rule<D>): Rule<D> {
    return { ...rule, hidden: true, ...(rule.each && { each: hidden(rule.each) }) };
}
