import { coerce, commonType, isDatetime, precisionOf } from "../coercion";
import { cast } from "../casts";
import { combine, constant, literalText, quote, type Context, type Expression } from "../context";
import { QueryRefusal } from "../refusal";
import { bigint, date, nameOf, timestamp, varchar, zoned, type TrinoType } from "../types";
import { formatPattern, parsePattern, type PatternKind } from "./patterns";
import { datetimeFields } from "./scalars";

type Builder = (args: readonly Expression[], context: Context) => Expression;

const dateUnits = ["day", "week", "month", "quarter", "year"];
const timeUnits = ["millisecond", "second", "minute", "hour"];

/** Date and time functions whose SQL depends on a unit, a pattern or the kind of time that they are given. */
export const datetimes: Readonly<Record<string, Builder>> = {
    now: (_, context) => now(context),
    current_timestamp: (_, context) => now(context),
    localtimestamp: (_, context) => constant(instant(context), timestamp()),
    current_date: (_, context) => constant(`CAST(${instant(context)} AS DATE)`, date),
    date: ([value], context) => combine(context, cast(value, date), date, [value]),
    date_trunc: ([unit, value], context) => {
        const name = unitOf(unit, value);
        return combine(
            context,
            inZone(value, (local) => `date_trunc('${name}', ${local})`),
            value.type,
            [value],
        );
    },
    date_add: ([unit, count, value], context) => {
        const name = unitOf(unit, value);
        const step = `${coerce(count, bigint)} * INTERVAL ${name === "quarter" ? "3 MONTH" : `1 ${name}`}`;
        const sql =
            timeUnits.includes(name) && value.type.kind === "timestamp with time zone"
                ? `trino_zoned_plus(${value.sql}, ${step})`
                : inZone(value, (local) => `(${local} + ${step})`);
        return combine(context, sql, value.type, [count, value]);
    },
    date_diff: ([unit, from, to], context) => {
        const type = moments(from, to);
        const name = unitOf(unit, { ...from, type });
        const [a, b] = [coerce(from, type), coerce(to, type)];
        const locals =
            type.kind === "timestamp with time zone"
                ? [`trino_local(${a})`, `trino_local(trino_at_zone(${b}, struct_extract(${a}, 'zone')))`]
                : [a, b];
        return combine(context, `date_sub('${name}', ${locals.join(", ")})`, bigint, [from, to]);
    },
    last_day_of_month: ([value], context) => combine(context, `last_day(${local(value)})`, date, [value]),
    with_timezone: ([value, zone], context) => {
        const type = zoned(precisionOf(value.type));
        return combine(context, `trino_zone(${coerce(value, timestamp())}, ${coerce(zone, varchar)})`, type, [
            value,
            zone,
        ]);
    },
    to_iso8601: ([value], context) => combine(context, iso(value), varchar, [value]),
    format_datetime: (args, context) => formatted(args, "joda", context),
    date_format: (args, context) => formatted(args, "mysql", context),
    parse_datetime: (args, context) => parsed(args, "joda", context),
    date_parse: (args, context) => parsed(args, "mysql", context),
    ...Object.fromEntries(
        Object.keys(datetimeFields).map((name): [string, Builder] => [
            name,
            ([value], context) => field(name, value, context),
        ]),
    ),
};

function instant(context: Context): string {
    return `CAST('${context.shared.now.toISOString()}' AS TIMESTAMP)`;
}

function now(context: Context): Expression {
    return constant(`trino_zone(${instant(context)}, 'UTC')`, zoned());
}

/** A field of a date or time: `year`, `dow`, …; of a time with zone in its own zone. */
export function field(name: string, value: Expression, context: Context): Expression {
    const part = datetimeFields[name];
    const sql =
        name === "second" || name === "millisecond"
            ? `CAST(floor(date_part('${part}', ${local(value)})) AS BIGINT)`
            : `date_part('${part}', ${local(value)})`;
    return combine(context, name === "millisecond" ? `(${sql} % 1000)` : sql, bigint, [value]);
}

/** The date and time on the clock in the value's own zone. */
function local(value: Expression): string {
    if (!isDatetime(value.type)) {
        throw new QueryRefusal(`A date or a timestamp is needed here, and this is ${nameOf(value.type)}`);
    }
    return value.type.kind === "timestamp with time zone"
        ? `trino_local(${value.sql})`
        : `CAST(${value.sql} AS TIMESTAMP)`;
}

/** Does something with the date and time on the clock, and brings it back to the type and the zone of the value. */
function inZone(value: Expression, change: (local: string) => string): string {
    const changed = change(local(value));
    switch (value.type.kind) {
        case "date":
            return `CAST(${changed} AS DATE)`;
        case "timestamp with time zone":
            return `trino_zone(${changed}, struct_extract(${value.sql}, 'zone'))`;
        default:
            return changed;
    }
}

function unitOf(unit: Expression, value: { readonly type: TrinoType }): string {
    const name = literalText(unit, "The unit of time").toLowerCase();
    const known = value.type.kind === "date" ? dateUnits : [...dateUnits, ...timeUnits];
    if (!isDatetime(value.type)) {
        throw new QueryRefusal(`A date or a timestamp is needed here, and this is ${nameOf(value.type)}`);
    }
    if (!known.includes(name)) {
        throw new QueryRefusal(
            `'${name}' is not a valid ${value.type.kind === "date" ? "DATE" : "TIMESTAMP"} field`,
        );
    }
    return name;
}

function moments(from: Expression, to: Expression): TrinoType {
    const type = commonType(from.type, to.type);
    if (type === undefined || !isDatetime(type)) {
        throw new QueryRefusal(
            `Unexpected parameters (${nameOf(from.type)}, ${nameOf(to.type)}) for function date_diff: two dates or timestamps are needed`,
        );
    }
    return type;
}

function iso(value: Expression): string {
    if (value.type.kind === "date") {
        return `CAST(${value.sql} AS VARCHAR)`;
    }
    const text = `replace(trino_timestamp_text(${local(value)}, ${precisionOf(value.type)}), ' ', 'T')`;
    return value.type.kind === "timestamp" ? text : `(${text} || trino_offset_text(${value.sql}))`;
}

function formatted([value, pattern]: readonly Expression[], kind: PatternKind, context: Context): Expression {
    const strftime = formatPattern(literalText(pattern, "The pattern"), kind);
    const parts = strftime.map((part) =>
        part.fixed ? quote(part.text) : `strftime(${local(value)}, ${quote(part.text)})`,
    );
    return combine(context, `(${parts.join(" || ") || "''"})`, varchar, [value]);
}

function parsed([value, pattern]: readonly Expression[], kind: PatternKind, context: Context): Expression {
    const sql = `strptime(${coerce(value, varchar)}, ${quote(parsePattern(literalText(pattern, "The pattern"), kind))})`;
    return kind === "mysql"
        ? combine(context, sql, timestamp(), [value])
        : combine(context, `trino_zone(${sql}, 'UTC')`, zoned(), [value]);
}
