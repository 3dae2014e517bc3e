import type { Rule } from "./rules";

/** An input: what it takes, and what it is. Documentation is Markdown, in whole sentences. */
export type Input<R extends Rule = Rule> = R & {
    docs: string;
    /** What happens without it, if there is no one default. */
    otherwise?: string;
    /** Of its group, if that is given. */
    required?: true;
    example?: string;
};

/** Inputs that belong together: an object in the arguments, and an interface of its own. */
export interface Group<Members extends Inputs = Inputs> {
    docs: string;
    /** The name of the interface. */
    typeName: string;
    see: string;
    members: Members;
}

export interface Inputs {
    [input: string]: Input | Group;
}

export function input<R extends Rule>(
    docs: string,
    rule: R,
    more: Pick<Input, "otherwise" | "required" | "example"> = {},
): Input<R> {
    return { ...rule, ...more, docs };
}
