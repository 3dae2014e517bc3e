import type { Scope } from "../scope";
import { coerce } from "../coercion";
import { combine, type Context, type Expression } from "../context";
import { QueryRefusal, unknownHere } from "../refusal";
import { identifierOf, listOf, nodeOf, only, type Node } from "../tree";
import { duckdbType, nameOf, same, type TrinoType } from "../types";
import { otherCalls } from "../words";
import {
    accepts,
    parameterAt,
    substitute,
    takes,
    type Bindings,
    type Pattern,
    type Signature,
} from "./signature";

/** A call's argument: a value, or a lambda, whose meaning depends on the parameter that takes it. */
export type Argument = Expression | Lambda;
export interface Lambda {
    readonly lambda: Node;
}

/** What a call becomes: the function that it means, and its arguments as that function takes them. */
export interface Match {
    readonly signature: Signature;
    readonly arguments: readonly Expression[];
    readonly type: TrinoType;
}

export function argumentOf(node: Node, context: Context): Argument {
    return node.kind === "lambda" ? { lambda: node } : context.shared.expression(node, context);
}

export function typesOf(given: readonly Argument[]): string {
    return given.map((argument) => ("lambda" in argument ? "<function>" : nameOf(argument.type))).join(", ");
}

/** Chooses among the functions of one name the first that takes the arguments as they are, else the first that takes them at all. */
export function match(signatures: readonly Signature[], given: readonly Argument[], context: Context): Match {
    const attempts = (relaxed: boolean): (Match & { exact: boolean })[] =>
        signatures
            .filter((signature) => takes(signature, given.length))
            .flatMap((signature) => attempt(signature, given, context, relaxed) ?? []);
    const candidates = attempts(false);
    const exact = candidates.find((candidate) => candidate.exact);
    if (candidates.length === 0) {
        const types = typesOf(given);
        if (attempts(true).length > 0) {
            throw unknownHere(`${signatures[0].name}(${types})`);
        }
        refuseByName(signatures[0].name, given.length, types);
        const expected = signatures.map((signature) => signature.text.split(" -> ")[0]).join(", ");
        throw new QueryRefusal(
            `Unexpected parameters (${types}) for function ${signatures[0].name}. Expected: ${expected}`,
        );
    }
    const found = exact ?? candidates[0];
    // Of several functions with one name Trino cannot choose then, or it chooses a type of its own.
    if (overloaded.has(signatures[0].name) && given.some(isUntyped) && !found.signature.repeats) {
        throw unknownHere(`${signatures[0].name} of a NULL without a type`);
    }
    return found;
}

/** Says it of a call that Trino may well take. */
export function refuseByName(name: string, count: number, types: string): void {
    if (otherCalls.has(`${name}/${count}`)) {
        throw unknownHere(`${name}(${types})`);
    }
}

const isUntyped = (argument: Argument): boolean =>
    !("lambda" in argument) && argument.type.kind === "unknown";

/** Names that Trino gives to functions of more types than are translated. */
const overloaded = new Set([
    "abs",
    "sum",
    "avg",
    "substr",
    "substring",
    "length",
    "reverse",
    "concat_ws",
    "approx_percentile",
]);

function attempt(
    signature: Signature,
    given: readonly Argument[],
    context: Context,
    relaxed: boolean,
): (Match & { exact: boolean }) | undefined {
    const bindings: Bindings = new Map();
    const values: (Expression | undefined)[] = [];
    for (const [i, argument] of given.entries()) {
        const pattern = parameterAt(signature, i) as Pattern;
        const value =
            "lambda" in argument ? lambdaFor(pattern, argument.lambda, bindings, context, relaxed) : argument;
        if (
            value === undefined ||
            !("lambda" in argument || accepts(pattern, argument.type, bindings, relaxed))
        ) {
            return undefined;
        }
        values.push(value);
    }
    return finish(signature, values as readonly Expression[], given, bindings);
}

function finish(
    signature: Signature,
    values: readonly Expression[],
    given: readonly Argument[],
    bindings: Bindings,
): Match & { exact: boolean } {
    let exact = true;
    const converted = values.map((value, i) => {
        const pattern = parameterAt(signature, i) as Pattern;
        if ("lambda" in given[i]) {
            return value;
        }
        const type = substitute(pattern, bindings);
        exact &&= same(type, value.type) || value.type.kind === type.kind;
        return { ...value, sql: type.kind === "unknown" ? value.sql : coerce(value, type) };
    });
    return { signature, arguments: converted, type: substitute(signature.result, bindings), exact };
}

/** A lambda where one is asked for; its parameters are typed by the arguments before it. */
function lambdaFor(
    pattern: Pattern,
    lambda: Node,
    bindings: Bindings,
    context: Context,
    relaxed: boolean,
): Expression | undefined {
    const { parameters, body } = only(lambda, "parameters", "body");
    const names = listOf(parameters).map((parameter) => context.shared.original(identifierOf(parameter)));
    const types = pattern.parts.slice(0, -1).map((part) => substitute(part, bindings));
    if (pattern.name !== "function" || names.length !== types.length) {
        return undefined;
    }
    const variable = `v${depth(context.scope)}`;
    // DuckDB gives a map's entries one at a time, Trino their key and value.
    const sql =
        names.length === 2
            ? ["key", "value"].map((part) => `struct_extract(${variable}, '${part}')`)
            : [variable];
    const fields = names.map((name, i) => ({ name, sql: sql[i], type: types[i], bound: true }));
    const result = context.shared.expression(nodeOf(body), {
        ...context,
        clause: "Lambda expression",
        scope: { fields, parent: context.scope, inner: true },
    });
    if (result.aggregate || result.window) {
        throw new QueryRefusal(
            "Lambda expression cannot contain aggregations, window functions or grouping operations",
        );
    }
    if (result.sql.includes("(SELECT ")) {
        throw new QueryRefusal("Lambda expression cannot contain subqueries");
    }
    const wanted = pattern.parts[pattern.parts.length - 1];
    const untyped = result.type.kind === "unknown" && wanted.name === "boolean";
    return !untyped && accepts(wanted, result.type, bindings, relaxed)
        ? { ...result, sql: `lambda ${variable}: ${coerce(result, substitute(wanted, bindings))}` }
        : undefined;
}

/** How many lambdas stand around: the same lambda has the same text wherever it stands, so that GROUP BY can tell. */
function depth(scope: Scope | undefined): number {
    return scope === undefined
        ? 0
        : depth(scope.parent) + (scope.fields.some((field) => field.bound) ? 1 : 0);
}

/** What the SQL of a function can name beside its arguments (`$1`, `$*`): the type of its result, an aggregate's call. */
type Places = Readonly<Partial<Record<"$type" | "$scale" | "@", string>>>;

/** Puts the arguments where the SQL of a function names them: in one pass, for they hold what people wrote. */
export function fill(template: string, values: readonly Expression[], places: Places = {}): string {
    return template.replace(/\$(\d|\*|type|scale)|@/g, (place, argument?: string) => {
        if (argument === "*") {
            return values.map((value) => value.sql).join(", ");
        }
        return places[place as keyof Places] ?? values[Number(argument) - 1].sql;
    });
}

export function filled(template: string, found: Match, context: Context): Expression {
    // An empty map or array has no type of its own in DuckDB.
    const sql =
        found.arguments.length === 0 && template === "MAP {}"
            ? `CAST(MAP {} AS ${duckdbType(found.type)})`
            : fill(template, found.arguments);
    return combine(context, sql, found.type, found.arguments);
}
