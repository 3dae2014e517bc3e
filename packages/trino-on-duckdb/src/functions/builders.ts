import { condition } from "../expressions/logic";
import { compare } from "../expressions/comparison";
import { arithmetic } from "../expressions/arithmetic";
import { pathOf, groupOf, replacementOf, jsonText } from "./literalArguments";
import { signType, rounding } from "./rounding";
import { coerce, isInteger } from "../coercion";
import { combine, literalText, quote, type Context, type Expression } from "../context";
import { alike } from "../expressions/conditional";
import { atTimeZone, concatenate } from "../expressions/operators";
import { QueryRefusal } from "../refusal";
import { array, bigint, json, map, nameOf, varchar } from "../types";
import { datetimes } from "./datetimes";

/** A function whose SQL is built for the call: it depends on a text in the query, or on the types of the arguments. */
export interface Builder {
    readonly least: number;
    readonly most: number;
    build(args: readonly Expression[], context: Context): Expression;
}

export type Build = Builder["build"];

/** How many arguments the functions of datetimes.ts take, where it is not one. */
const arity: Readonly<Record<string, number>> = {
    now: 0,
    current_timestamp: 0,
    localtimestamp: 0,
    current_date: 0,
    date_trunc: 2,
    date_add: 3,
    date_diff: 3,
    with_timezone: 2,
    format_datetime: 2,
    date_format: 2,
    parse_datetime: 2,
    date_parse: 2,
};

const of = (least: number, most: number, build: Build): Builder => ({ least, most, build });

export const builders: Readonly<Record<string, Builder>> = {
    coalesce: of(2, 100, (args, context) => {
        const values = alike(args, "All COALESCE operands");
        return combine(
            context,
            `coalesce(${values.map((value) => value.sql).join(", ")})`,
            values[0].type,
            values,
        );
    }),
    if: of(2, 3, ([test, ...results], context) => {
        const [then, otherwise] = alike(results, "Result types for IF");
        const checked = condition(test, "IF condition");
        const sql = `CASE WHEN ${checked.sql} THEN ${then.sql}${otherwise === undefined ? "" : ` ELSE ${otherwise.sql}`} END`;
        return combine(context, sql, then.type, [checked, ...results]);
    }),
    nullif: of(2, 2, ([value, other], context) => {
        const equal = compare("=", value, other, context);
        return combine(context, `CASE WHEN ${equal.sql} THEN NULL ELSE ${value.sql} END`, value.type, [
            value,
            other,
        ]);
    }),
    try: of(1, 1, ([value], context) => combine(context, `TRY(${value.sql})`, value.type, [value])),
    greatest: of(1, 100, extreme("greatest")),
    least: of(1, 100, extreme("least")),
    concat: of(2, 100, concatenate),
    mod: of(2, 2, ([a, b], context) => arithmetic("%", a, b, context)),
    round: of(1, 2, rounding("round")),
    floor: of(1, 1, rounding("floor")),
    ceil: of(1, 1, rounding("ceil")),
    ceiling: of(1, 1, rounding("ceil")),
    truncate: of(1, 1, rounding("trunc")),
    sign: of(1, 1, ([value], context) =>
        combine(
            context,
            `CAST(sign(${value.sql}) AS ${isInteger(value.type) ? "INTEGER" : "DOUBLE"})`,
            signType(value.type),
            [value],
        ),
    ),
    json_extract: of(2, 2, ([value, path], context) =>
        combine(context, `trino_json_extract(${jsonText(value)}, ${pathOf(path)})`, json, [value]),
    ),
    json_extract_scalar: of(2, 2, ([value, path], context) =>
        combine(context, `trino_json_scalar(${jsonText(value)}, ${pathOf(path)})`, varchar, [value]),
    ),
    json_size: of(2, 2, ([value, path], context) =>
        combine(context, `trino_json_size(${jsonText(value)}, ${pathOf(path)})`, bigint, [value]),
    ),
    regexp_extract: of(2, 3, ([value, pattern, group], context) =>
        combine(
            context,
            `trino_regexp_extract(${coerce(value, varchar)}, ${coerce(pattern, varchar)}, ${groupOf(group)})`,
            varchar,
            [value, pattern],
        ),
    ),
    regexp_extract_all: of(2, 3, ([value, pattern, group], context) =>
        combine(
            context,
            `regexp_extract_all(${coerce(value, varchar)}, ${coerce(pattern, varchar)}, ${groupOf(group)})`,
            array(varchar),
            [value, pattern],
        ),
    ),
    regexp_replace: of(2, 3, ([value, pattern, replacement], context) => {
        const text = replacement === undefined ? "" : literalText(replacement, "The replacement");
        const sql = `regexp_replace(${coerce(value, varchar)}, ${coerce(pattern, varchar)}, ${quote(replacementOf(text))}, 'g')`;
        return combine(context, sql, varchar, [value, pattern]);
    }),
    map_from_entries: of(1, 1, ([value], context) => {
        if (
            value.type.kind !== "array" ||
            value.type.element.kind !== "row" ||
            value.type.element.fields.length !== 2
        ) {
            throw new QueryRefusal(
                `Unexpected parameters (${nameOf(value.type)}) for function map_from_entries. Expected: map_from_entries(array(row(K, V)))`,
            );
        }
        const [key, item] = value.type.element.fields;
        return combine(
            context,
            `trino_map(list_transform(${value.sql}, lambda e: struct_extract_at(e, 1)), list_transform(${value.sql}, lambda e: struct_extract_at(e, 2)))`,
            map(key.type, item.type),
            [value],
        );
    }),
    at_timezone: of(2, 2, ([value, zone], context) => atTimeZone(value, zone, context)),
    ...Object.fromEntries(
        Object.entries(datetimes).map(([name, build]) => [
            name,
            of(arity[name] ?? 1, arity[name] ?? 1, build),
        ]),
    ),
};

function extreme(name: string): Build {
    return (args, context) => {
        const values = alike(args, `All ${name.toUpperCase()} operands`);
        const list = values.map((value) => value.sql);
        const missing = list.map((sql) => `${sql} IS NULL`).join(" OR ");
        return combine(
            context,
            `CASE WHEN NOT (${missing}) THEN ${name}(${list.join(", ")}) END`,
            values[0].type,
            values,
        );
    };
}
