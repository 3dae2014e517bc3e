import { QueryRefusal } from "./refusal";
import type { TrinoType } from "./types";

/** A column that an expression can name: a table's, a subquery's, a lambda's parameter. */
export interface Field {
    readonly name?: string;
    /** The table or alias that it belongs to. */
    readonly relation?: string;
    readonly sql: string;
    readonly type: TrinoType;
    /** Stands for one value at a time, whatever the grouping: a lambda's parameter. */
    readonly bound?: boolean;
    /** The name of a SELECT's item, in its ORDER BY. */
    readonly output?: boolean;
}

/** The columns in reach, the nearest first: a subquery reaches those of the query around it. */
export interface Scope {
    readonly fields: readonly Field[];
    readonly parent?: Scope;
    /** A part of the query around it: the parameters of a lambda, the names of a SELECT's items. */
    readonly inner?: boolean;
}

/** The columns of the SELECT that an expression stands in, whatever lambdas are around it. */
export function selectOf(scope: Scope): Scope {
    return scope.inner === true && scope.parent !== undefined ? selectOf(scope.parent) : scope;
}

interface Resolution {
    readonly field: Field;
    /** What is left of `a.b.c`, once its column is found: fields of a row. */
    readonly rest: readonly string[];
}

/** Finds the column that a dotted name means: `column.field…` or `relation.column.field…`, in the nearest scope that has one. */
export function resolve(name: readonly string[], scope: Scope): Resolution {
    for (let here: Scope | undefined = scope; here !== undefined; here = here.parent) {
        const found = qualified(name, here) ?? unqualified(name, here);
        if (found !== undefined) {
            return found;
        }
    }
    throw new QueryRefusal(`Column '${name.join(".")}' cannot be resolved`);
}

function qualified(name: readonly string[], scope: Scope): Resolution | undefined {
    const fields = scope.fields.filter(
        (field) => name.length > 1 && equal(field.relation, name[0]) && equal(field.name, name[1]),
    );
    return single(fields, name.slice(0, 2), name.slice(2));
}

function unqualified(name: readonly string[], scope: Scope): Resolution | undefined {
    return single(
        scope.fields.filter((field) => equal(field.name, name[0])),
        name.slice(0, 1),
        name.slice(1),
    );
}

function single(
    fields: readonly Field[],
    name: readonly string[],
    rest: readonly string[],
): Resolution | undefined {
    if (fields.length > 1) {
        throw new QueryRefusal(`Column '${name.join(".")}' is ambiguous`);
    }
    return fields.length === 0 ? undefined : { field: fields[0], rest };
}

/** Names are compared without regard to case, quoted or not. */
export function equal(a: string | undefined, b: string | undefined): boolean {
    return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}
