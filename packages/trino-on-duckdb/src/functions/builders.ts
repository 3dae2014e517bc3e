import { condition } from "../expressions/logic";
import { compare } from "../expressions/comparison";
import { arithmetic } from "../expressions/arithmetic";
import { jsonText, pathOf, patternOf } from "./literalArguments";
import { sign, rounding } from "./rounding";
import { coerce, fits, isInteger } from "../coercion";
import { combine, type Expression } from "../context";
import { equality, sortKey } from "../equality";
import { alike } from "../expressions/conditional";
import { atTimeZone, concatenate } from "../expressions/operators";
import { QueryRefusal, unknownHere } from "../refusal";
import { toText } from "../texts";
import { array, bigint, boolean, integer, json, map, nameOf, varchar, type TrinoType } from "../types";
import type { Build, Builder } from "./builder";
import { datetimes } from "./datetimes";

/** How many arguments the functions of datetimes.ts take, where it is not one. */
const arity: Readonly<Record<string, readonly [number, number]>> = {
    now: [0, 0],
    current_timestamp: [0, 0],
    localtimestamp: [0, 0],
    current_date: [0, 0],
    date_trunc: [2, 2],
    date_add: [3, 3],
    date_diff: [3, 3],
    with_timezone: [2, 2],
    from_unixtime: [1, 2],
    format_datetime: [2, 2],
    date_format: [2, 2],
    parse_datetime: [2, 2],
    date_parse: [2, 2],
    sequence: [2, 3],
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
    greatest: of(1, 100, extreme("greatest")),
    least: of(1, 100, extreme("least")),
    concat: of(2, 100, concatenate),
    mod: of(2, 2, ([a, b], context) => {
        const found = arithmetic("%", a, b, context);
        return isInteger(found.type)
            ? { ...found, sql: found.sql.replace(/^trino_modulo\(/, "trino_modulo_function(") }
            : found;
    }),
    round: of(1, 2, rounding("round")),
    floor: of(1, 1, rounding("floor")),
    ceil: of(1, 1, rounding("ceil")),
    ceiling: of(1, 1, rounding("ceil")),
    truncate: of(1, 1, rounding("trunc")),
    sign: of(1, 1, sign),
    codepoint: of(1, 1, ([value], context) => {
        if ([...(value.text ?? "")].length !== 1) {
            throw unknownHere("codepoint of anything but one letter in the query itself");
        }
        return combine(context, `unicode(${value.sql})`, integer, [value]);
    }),
    json_extract: of(2, 2, ([value, path], context) =>
        combine(context, found("extract", value, path), json, [value]),
    ),
    json_extract_scalar: of(2, 2, ([value, path], context) =>
        combine(context, found("scalar", value, path), varchar, [value]),
    ),
    json_size: of(2, 2, ([value, path], context) =>
        combine(context, `trino_json_size(${jsonText(value)}, ${pathOf(path).native})`, bigint, [value]),
    ),
    json_array_contains: of(2, 2, ([value, wanted], context) => {
        const kind = isInteger(wanted.type) ? "bigint" : wanted.type.kind;
        if (!["bigint", "boolean", "varchar"].includes(kind)) {
            throw unknownHere(`json_array_contains of ${nameOf(wanted.type)}`);
        }
        const sql = `trino_json_array_contains(${jsonText(value)}, CAST(${wanted.sql} AS VARCHAR), '${kind}')`;
        return combine(context, sql, boolean, [value, wanted]);
    }),
    json_array_get: of(2, 2, ([value, index], context) =>
        combine(
            context,
            `trino_json_array_get(${jsonText(value)}, ${expected(index, bigint, "json_array_get")})`,
            json,
            [value, index],
        ),
    ),
    regexp_like: of(2, 2, matching("trino_regexp_like($, $)", boolean)),
    regexp_count: of(2, 2, matching("trino_regexp_count($, $)", bigint)),
    regexp_split: of(2, 2, matching("trino_regexp_split($, $)", array(varchar))),
    regexp_extract: of(2, 3, matching("trino_regexp_extract($, $, $)", varchar)),
    regexp_extract_all: of(2, 3, matching("trino_regexp_extract_all($, $, $)", array(varchar))),
    regexp_replace: of(2, 3, matching("trino_regexp_replace($, $, $)", varchar)),
    array_join: of(2, 3, ([list, separator, missing], context) => {
        const { type } = list;
        const text = type.kind === "array" ? toText({ sql: "e", type: type.element }) : undefined;
        if (text === undefined) {
            throw unknownHere(`array_join of ${nameOf(type)}`);
        }
        const texts = `list_transform(${list.sql}, lambda e: ${text})`;
        const parts =
            missing === undefined
                ? `list_filter(${texts}, lambda e: e IS NOT NULL)`
                : `list_transform(${texts}, lambda e: coalesce(e, ${expected(missing, varchar, "array_join")}))`;
        const sql = `trino_list_text(${parts}, ${expected(separator, varchar, "array_join")})`;
        return missing === undefined
            ? combine(context, sql, varchar, [list, separator])
            : combine(context, `CASE WHEN ${missing.sql} IS NOT NULL THEN ${sql} END`, varchar, [
                  list,
                  separator,
                  missing,
              ]);
    }),
    contains: of(2, 2, ([list, item], context) => {
        const [type, value] = elementOf(list, item, "contains");
        const tests = `list_transform(${coerce(list, array(type))}, lambda e: ${equality("e", coerce(value, type), type)})`;
        const sql = `CASE WHEN ${item.sql} IS NOT NULL THEN trino_any(${tests}) END`;
        return combine(context, sql, boolean, [list, item]);
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
        Object.entries(datetimes).map(([name, build]) => [name, of(...(arity[name] ?? [1, 1]), build)]),
    ),
};

/** An argument that only a value of this type may be. */
function expected(value: Expression, type: TrinoType, name: string): string {
    if (!fits(value.type, type)) {
        throw new QueryRefusal(`Unexpected parameters (… ${nameOf(value.type)} …) for function ${name}`);
    }
    return coerce(value, type);
}

/** Reads JSON by DuckDB, if it finds the same as Trino does, else by a function of ours. */
function found(kind: "extract" | "scalar", value: Expression, path: Expression): string {
    const { native, duckdb } = pathOf(path);
    return duckdb === undefined
        ? `trino_json_${kind}_slowly(${jsonText(value)}, ${native})`
        : `trino_json_${kind}(${jsonText(value)}, ${duckdb}, ${native})`;
}

/** A call with a text, a pattern, and perhaps a group or a replacement. */
function matching(call: string, type: TrinoType): Build {
    return (args, context) => {
        const [text, pattern, last] = args;
        if ([text, pattern].some((value) => !["varchar", "unknown"].includes(value.type.kind))) {
            throw new QueryRefusal(
                `Unexpected parameters (${args.map((value) => nameOf(value.type)).join(", ")}) for a function of regular expressions`,
            );
        }
        const replacing = call.includes("replace");
        const third =
            last === undefined
                ? replacing
                    ? "''"
                    : "0"
                : replacing
                  ? expected(last, varchar, "regexp_replace")
                  : `CAST(${expected(last, bigint, "regexp_extract")} AS INTEGER)`;
        const values = [coerce(text, varchar), patternOf(pattern), third];
        let i = 0;
        return combine(
            context,
            call.replace(/\$/g, () => values[i++]),
            type,
            args,
        );
    };
}

/** The type that a list's elements and an item have in common. */
function elementOf(list: Expression, item: Expression, name: string): [TrinoType, Expression] {
    const [value, like] =
        list.type.kind === "array"
            ? alike([item, { ...item, type: list.type.element, sql: "NULL" }], name)
            : [];
    if (value === undefined || like === undefined) {
        throw new QueryRefusal(
            `Unexpected parameters (${nameOf(list.type)}, ${nameOf(item.type)}) for function ${name}`,
        );
    }
    return [like.type, { ...value, sql: item.sql, type: item.type }];
}

function extreme(name: "greatest" | "least"): Build {
    return (args, context) => {
        const values = alike(args, `All ${name.toUpperCase()} operands`);
        const [{ type }] = values;
        const list = values.map((value) => value.sql);
        if (type.kind !== "double" && values.some((value) => sortKey(value.sql, type, name) !== value.sql)) {
            throw unknownHere(`${name} of ${nameOf(type)}`);
        }
        const missing = list.map((sql) => `${sql} IS NULL`).join(" OR ");
        const found =
            type.kind === "double"
                ? `trino_${name}_double([${list.join(", ")}])`
                : `${name}(${list.join(", ")})`;
        return combine(context, `CASE WHEN NOT (${missing}) THEN ${found} END`, type, values);
    };
}
