/** What several inputs must not be together. */
export interface Conflict {
    inputs: string[];
    /** What the message names; the first of `inputs` unless it is given. */
    named?: string;
    /** What is wrong with the values, in the order of `inputs`. */
    check(this: void, ...values: unknown[]): string | undefined;
}

/** Judged by what is given, whether it is here already or not. */
export interface ConflictOfGiven extends Conflict {
    /** The group that lacks something: not judged if what it lacks may be misspelt. */
    missingIn?: string;
}

export function both(one: string, other: string, remedy: string): Conflict {
    return {
        inputs: [one, other],
        named: `${one} and ${other}`,
        check: (...values) => (values.includes(undefined) ? undefined : `both are given; ${remedy}`),
    };
}

/** An input that its group, if it is given, cannot do without. */
export function required(group: string, input: string, remedy: string): ConflictOfGiven {
    return {
        inputs: [`${group}.${input}`, group],
        missingIn: group,
        check: (value, given) =>
            given !== undefined && value === undefined ? `is missing; ${remedy}` : undefined,
    };
}
