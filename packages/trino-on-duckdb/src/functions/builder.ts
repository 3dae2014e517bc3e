import type { Context, Expression } from "../context";

/** A function whose SQL is built for the call: it depends on a text in the query, or on the types of the arguments. */
export interface Builder {
    readonly least: number;
    readonly most: number;
    build(args: readonly Expression[], context: Context): Expression;
}

export type Build = Builder["build"];
