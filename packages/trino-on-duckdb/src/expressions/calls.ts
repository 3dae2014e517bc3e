import { attempted } from "../attempt";
import { combine, constant, type Context, type Expression } from "../context";
import { argumentOf, filled, match, refuseByName, typesOf, type Argument } from "../functions/call";
import {
    aggregateFunctions,
    builderOf,
    rowOf,
    scalarFunctions,
    unknownFunction,
    windows,
} from "../functions";
import { field } from "../functions/datetimes";
import { datetimeFields } from "../functions/scalars";
import { functionPrefix } from "../prepare";
import { QueryRefusal, unknownHere } from "../refusal";
import { nodeOf, nodesOf, only, type Node } from "../tree";
import { array, integer, row } from "../types";
import { aggregate } from "./aggregates";
import { alike } from "./conditional";

type Handler = (node: Node, context: Context) => Expression;

/** Calls of functions, and what the parser reads as calls of its own kind. */
export const calls: Readonly<Record<string, Handler>> = {
    function: call,
    aggregate_function: call,
    trim: (node, context) => {
        const body = only(node, "this", "characters", "position");
        const name = { Leading: "ltrim", Trailing: "rtrim" }[String(body.position)] ?? "trim";
        return scalarCall(
            name,
            [body.this, body.characters]
                .filter((part) => part != null)
                .map((part) => argumentOf(nodeOf(part), context)),
            context,
        );
    },
    substring: (node, context) => {
        const body = only(node, "this", "start", "length");
        return scalarCall(
            "substr",
            [body.this, body.start, body.length]
                .filter((part) => part != null)
                .map((part) => argumentOf(nodeOf(part), context)),
            context,
        );
    },
    str_position: (node, context) => {
        const body = only(node, "this", "substr");
        return scalarCall(
            "strpos",
            [body.this, body.substr].map((part) => argumentOf(nodeOf(part), context)),
            context,
        );
    },
    extract: (node, context) => {
        const body = only(node, "this", "field");
        const name = fieldName(body.field);
        if (!Object.hasOwn(datetimeFields, name)) {
            throw unknownHere(`EXTRACT(${name.toUpperCase()} FROM …)`);
        }
        return field(name, context.shared.expression(nodeOf(body.this), context), context);
    },
    array_func: (node, context) => {
        const items = alike(
            nodesOf(only(node, "expressions").expressions).map((item) =>
                context.shared.expression(item, context),
            ),
            "All ARRAY elements",
        );
        const type = array(items[0]?.type ?? { kind: "unknown" });
        return combine(context, `[${items.map((item) => item.sql).join(", ")}]`, type, items);
    },
    tuple: (node, context) => rowOfValues(nodesOf(only(node, "expressions").expressions), context),
};

/** The parser writes DayOfWeek, or { Custom: "day_of_year" }. */
function fieldName(value: unknown): string {
    const name = typeof value === "string" ? value : String(Object.values(value as object)[0]);
    return name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
}

function call(node: Node, context: Context): Expression {
    const name = String(node.body.name).toLowerCase().replace(functionPrefix, "");
    if (name === "row") {
        return rowOfValues(nodesOf(only(node, "args").args), context);
    }
    if (aggregateFunctions.has(name)) {
        return aggregate(name, node, context);
    }
    if (windows.has(name)) {
        throw new QueryRefusal(`Window function ${name} requires an OVER clause`);
    }
    if (!["try", "grouping"].includes(name) && builderOf(name) === undefined && !scalarFunctions.has(name)) {
        refuse(name);
    }
    const nodes = nodesOf(only(node, "args").args);
    if (name === "grouping") {
        return grouping(nodes, context);
    }
    if (name === "try" && nodes.length === 1) {
        return attempted(context, "TRY", (inside) => context.shared.expression(nodes[0], inside));
    }
    const args = nodes.map((argument) => argumentOf(argument, context));
    return scalarCall(name, args, context);
}

/** Which of the columns a row of ROLLUP, CUBE or GROUPING SETS is not grouped by: a bit each, the last the lowest. */
function grouping(nodes: readonly Node[], context: Context): Expression {
    if (context.clause !== undefined) {
        throw new QueryRefusal(
            `${context.clause} cannot contain aggregations, window functions or grouping operations: [grouping]`,
        );
    }
    const inside = { ...context, grouped: undefined, clause: "GROUPING" };
    const keys = nodes.map((node) => context.shared.expression(node, inside).sql);
    if (keys.length === 0 || keys.some((key) => context.grouped?.has(key) !== true)) {
        throw new QueryRefusal("The arguments to GROUPING() must be expressions referenced by the GROUP BY");
    }
    const sql = `CAST(grouping(${keys.join(", ")}) AS INTEGER)`;
    return { ...constant(context.hoist?.(sql) ?? sql, integer), aggregate: true };
}

function refuse(name: string): never {
    throw unknownFunction(name);
}

function scalarCall(name: string, args: readonly Argument[], context: Context): Expression {
    const builder = builderOf(name);
    if (builder !== undefined) {
        return built(name, args, context);
    }
    const entry = scalarFunctions.get(name) ?? refuse(name);
    const found = match(entry.signatures, args, context);
    return filled(rowOf(entry, found.signature)[1], found, context);
}

function built(name: string, args: readonly Argument[], context: Context): Expression {
    const builder = builderOf(name);
    const values = args.filter((argument): argument is Expression => !("lambda" in argument));
    if (
        builder === undefined ||
        values.length < args.length ||
        args.length < builder.least ||
        args.length > builder.most
    ) {
        refuseByName(name, args.length, typesOf(args));
        throw new QueryRefusal(`Unexpected number of arguments (${args.length}) for function ${name}`);
    }
    return builder.build(values, context);
}

function rowOfValues(nodes: readonly Node[], context: Context): Expression {
    const values = nodes.map((node) => context.shared.expression(node, context));
    const sql = values.map((value, i) => `"field${i}" := ${value.sql}`).join(", ");
    return combine(
        context,
        `struct_pack(${sql})`,
        row(values.map((value) => ({ type: value.type }))),
        values,
    );
}
