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
    /** Whether it is given decides what is made: without it there are no settings of it, not even defaults. */
    optional?: true;
    members: Members;
}

export interface Inputs {
    [input: string]: Input | Group;
}

type More = Pick<Input, "otherwise" | "required" | "example">;

export function input<R extends Rule, const M extends More = More>(
    docs: string,
    rule: R,
    more?: M,
): Input<R> & M {
    return { ...rule, ...(more as M), docs };
}
