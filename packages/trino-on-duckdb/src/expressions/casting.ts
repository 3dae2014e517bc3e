import { attempt, canFail } from "../attempt";
import { typeOf } from "../parsedTypes";
import { cast, limited } from "../casts";
import { combine, type Context, type Expression } from "../context";
import { nodeOf, only, type Body, type Node } from "../tree";

type Handler = (node: Node, context: Context) => Expression;

/** CAST and TRY_CAST: the latter answers NULL if the cast fails, not if what is cast does. */
export const casting: Readonly<Record<string, Handler>> = {
    cast: (node, context) => converted(node, context, ({ sql }, convert) => convert(sql)),
    try_cast: (node, context) =>
        converted(node, context, (value, convert) =>
            isBesideTry(value, context) || canFail(value.sql)
                ? `list_transform([${value.sql}], lambda t: ${attempt(convert("t"), "TRY_CAST")})[1]`
                : attempt(convert(value.sql), "TRY_CAST"),
        ),
};

/** Aggregates, window functions, and what is grouped by: DuckDB's TRY takes none of them. */
function isBesideTry({ sql, columns, aggregate, window }: Expression, { grouped }: Context): boolean {
    return aggregate || window || (grouped !== undefined && columns.length === 0 && /\br\d+\./.test(sql));
}

function converted(
    node: Node,
    context: Context,
    write: (value: Expression, convert: (sql: string) => string) => string,
): Expression {
    const body = only(node, "this", "to");
    const target = body.to as Body;
    const type = typeOf(target, context.shared.original);
    const value = context.shared.expression(nodeOf(body.this), context);
    const { length } = target;
    const sql = write(value, (part) => {
        const written = cast({ sql: part, type: value.type }, type);
        return type.kind === "varchar" && typeof length === "number"
            ? limited(written, value.type, length)
            : written;
    });
    return combine(context, sql, type, [value]);
}
