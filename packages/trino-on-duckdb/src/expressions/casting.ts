import { typeOf } from "../parsedTypes";
import { cast, limited } from "../casts";
import { combine, type Context, type Expression } from "../context";
import { nodeOf, only, type Body, type Node } from "../tree";

type Handler = (node: Node, context: Context) => Expression;

/** CAST and TRY_CAST: the latter answers NULL where the former fails. */
export const casting: Readonly<Record<string, Handler>> = {
    cast: (node, context) => converted(node, context, (sql) => sql),
    try_cast: (node, context) => converted(node, context, (sql) => `TRY(${sql})`),
};

function converted(node: Node, context: Context, attempt: (sql: string) => string): Expression {
    const body = only(node, "this", "to");
    const target = body.to as Body;
    const type = typeOf(target, context.shared.original);
    const value = context.shared.expression(nodeOf(body.this), context);
    const sql = cast(value, type);
    const { length } = target;
    const written =
        type.kind === "varchar" && typeof length === "number" ? limited(sql, value.type, length) : sql;
    return combine(context, attempt(written), type, [value]);
}
