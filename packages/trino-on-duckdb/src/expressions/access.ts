import { columnOf, combine, quote, type Context, type Expression } from "../context";
import { coerce, isInteger } from "../coercion";
import { QueryRefusal, unknownHere } from "../refusal";
import { equal, resolve, selectOf, type Field, type Scope } from "../scope";
import { identifierOf, nodeOf, only, type Node } from "../tree";
import { bigint, fieldName, nameOf } from "../types";

type Handler = (node: Node, context: Context) => Expression;

/** Columns, fields of rows, entries of maps and elements of arrays. */
export const access: Readonly<Record<string, Handler>> = { column: dotted, dot: dotted, subscript };

/** `eventData.userIdentity.type`: a column and fields of it, perhaps with its table's name before. */
function dotted(node: Node, context: Context): Expression {
    const chain = chainOf(node, context);
    if (chain !== undefined) {
        const { field, rest } = resolve(chain, context.scope);
        if (rest.length > 0 && isOuter(field, context)) {
            throw new QueryRefusal("Given correlated subquery is not supported");
        }
        if (isOuterInLambda(field, context)) {
            throw unknownHere("A lambda in a subquery that reads columns of the query around it");
        }
        if (field.output === true && context.clause?.startsWith("Aggregation") === true) {
            throw new QueryRefusal(
                "Invalid reference to output projection attribute from ORDER BY aggregation",
            );
        }
        if (field.output === true && context.clause === "GROUPING") {
            throw new QueryRefusal(
                "Invalid reference to output of SELECT clause from grouping() expression in ORDER BY",
            );
        }
        const column = columnOf(field, context);
        const value = rest.reduce<Expression>((inner, name) => fieldOf(inner, name, context), column);
        return { ...value, name: chain[chain.length - 1] };
    }
    if (identifierOf(node.body.field) === "*") {
        throw unknownHere("The fields of a row by .*");
    }
    const name = context.shared.original(identifierOf(node.body.field));
    return {
        ...fieldOf(
            context.shared.expression(nodeOf(only(node, "this", "field").this), context),
            name,
            context,
        ),
        name: undefined,
    };
}

/** Whether a column is of a query around this one, which reads tables itself. (Trino correlates by whole columns, not by fields of them.) */
function isOuter(field: Field, { scope }: Context): boolean {
    let here: Scope | undefined = scope;
    while (here?.inner === true || here?.fields.length === 0) {
        here = here.parent;
    }
    return !field.bound && here?.fields.includes(field) === false;
}

function isOuterInLambda(field: Field, { scope }: Context): boolean {
    return scope.inner === true && !field.bound && !selectOf(scope).fields.includes(field);
}

/** The names of `a.b.c`; nothing, if what is left of a dot is not a name. */
function chainOf(node: Node, context: Context): string[] | undefined {
    const name = (value: unknown): string => context.shared.original(identifierOf(value));
    if (node.kind === "column") {
        const { table, name: column } = only(node, "name", "table");
        return table == null ? [name(column)] : [name(table), name(column)];
    }
    if (node.kind !== "dot") {
        return undefined;
    }
    const of = nodeOf(node.body.this);
    const before = chainOf(of.kind === "paren" ? nodeOf(of.body.this) : of, context);
    return before && [...before, name(only(node, "this", "field").field)];
}

function fieldOf(value: Expression, name: string, context: Context): Expression {
    if (value.type.kind !== "row") {
        throw new QueryRefusal(
            `'.${name}' cannot be taken from an expression that is not of type ROW: it is ${nameOf(value.type)}`,
        );
    }
    const index = value.type.fields.findIndex((field) => equal(field.name, name));
    if (index < 0) {
        throw new QueryRefusal(
            `Column '${value.name === undefined ? "" : `${value.name}.`}${name}' cannot be resolved`,
        );
    }
    const field = value.type.fields[index];
    return {
        ...combine(context, `struct_extract(${value.sql}, ${quote(fieldName(field, index))})`, field.type, [
            value,
        ]),
        name,
    };
}

/** `map[key]` and `array[1]`: where there is nothing, Trino fails; element_at answers NULL. */
function subscript(node: Node, context: Context): Expression {
    const { this: of, index: at } = only(node, "this", "index");
    const [value, index] = [nodeOf(of), nodeOf(at)].map((part) => context.shared.expression(part, context));
    if (value.type.kind === "map") {
        return combine(
            context,
            `trino_map_get(${value.sql}, ${coerce(index, value.type.key)})`,
            value.type.value,
            [value, index],
        );
    }
    if (value.type.kind === "array" && isInteger(index.type)) {
        return combine(
            context,
            `trino_array_get(${value.sql}, ${coerce(index, bigint)})`,
            value.type.element,
            [value, index],
        );
    }
    if (value.type.kind === "row") {
        const [, place] = /^CAST\((\d+) AS INTEGER\)$/.exec(index.sql) ?? [];
        const field = value.type.fields[Number(place) - 1];
        if (field === undefined) {
            throw new QueryRefusal(
                "Subscript expression on ROW requires a constant integer within its fields",
            );
        }
        return combine(context, `struct_extract_at(${value.sql}, ${place})`, field.type, [value]);
    }
    if (value.type.kind === "unknown") {
        throw unknownHere("A subscript of a NULL without a type");
    }
    throw new QueryRefusal(`Cannot use ${nameOf(index.type)} for subscript of ${nameOf(value.type)}`);
}
