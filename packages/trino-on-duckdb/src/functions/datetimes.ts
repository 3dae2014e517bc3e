import { coerce, commonType, fits, isDatetime, isInteger, precisionOf } from "../coercion";
import { cast } from "../casts";
import { combine, constant, literalText, quote, type Context, type Expression } from "../context";
import { isInterval } from "../expressions/intervals";
import { QueryRefusal, unknownHere } from "../refusal";
import { array, bigint, date, double, nameOf, timestamp, varchar, zoned, type TrinoType } from "../types";
import { zoneOf } from "../beforehand";
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
        const cut = (local: string): string => `date_trunc('${name}', ${local})`;
        const sql =
            timeUnits.includes(name) && isZoned(value)
                ? `trino_zoned_trunc('${name}', ${value.sql})`
                : inZone(value, cut);
        return combine(context, sql, value.type, [value]);
    },
    date_add: ([unit, count, value], context) => {
        const name = unitOf(unit, value);
        if (!fits(count.type, bigint)) {
            throw new QueryRefusal(`Unexpected parameters (${nameOf(count.type)}) for function date_add`);
        }
        if (name === "millisecond" && precisionOf(value.type) < 3) {
            throw unknownHere(`date_add of milliseconds to ${nameOf(value.type)}`);
        }
        const step = `trino_units(${coerce(count, bigint)}) * INTERVAL ${name === "quarter" ? "3 MONTH" : `1 ${name}`}`;
        const sql =
            timeUnits.includes(name) && isZoned(value)
                ? `trino_zoned_plus(${value.sql}, ${step})`
                : inZone(value, (local) => `(${local} + ${step})`);
        return combine(context, sql, value.type, [count, value]);
    },
    date_diff: ([unit, from, to], context) => {
        const type = moments(from, to);
        const name = unitOf(unit, { ...from, type });
        const [a, b] = [coerce(from, type), coerce(to, type)];
        return combine(context, difference(name, a, b, type), bigint, [from, to]);
    },
    last_day_of_month: ([value], context) => combine(context, `last_day(${local(value)})`, date, [value]),
    with_timezone: ([value, zone], context) => {
        if (value.type.kind !== "timestamp") {
            throw unknownHere(`with_timezone of ${nameOf(value.type)}`);
        }
        const sql = `trino_zone(${value.sql}, ${quote(zoneOf(zone))})`;
        return combine(context, sql, zoned(precisionOf(value.type)), [value, zone]);
    },
    from_unixtime: ([value, zone], context) => {
        if (!fits(value.type, double)) {
            throw new QueryRefusal(
                `Unexpected parameters (${nameOf(value.type)}) for function from_unixtime`,
            );
        }
        const moment = `trino_unixtime(${coerce(value, double)})`;
        const name = zone === undefined ? "UTC" : zoneOf(zone);
        return combine(context, `trino_at_zone(trino_zone(${moment}, 'UTC'), ${quote(name)})`, zoned(), [
            value,
        ]);
    },
    to_iso8601: ([value], context) => combine(context, iso(value), varchar, [value]),
    format_datetime: (args, context) => formatted(args, "joda", context),
    date_format: (args, context) => formatted(args, "mysql", context),
    parse_datetime: (args, context) => parsed(args, "joda", context),
    date_parse: (args, context) => parsed(args, "mysql", context),
    sequence: ([first, last, step], context) => {
        const { type } = first;
        const times = isDatetime(type) && type.kind === last.type.kind && !isZoned(first);
        if (!times && !(isInteger(type) && isInteger(last.type))) {
            throw unknownHere(`sequence(${nameOf(type)}, ${nameOf(last.type)})`);
        }
        const parts = step === undefined ? [first, last] : [first, last, step];
        const sql = times
            ? timesBetween(parts)
            : `trino_sequence(${parts.map((part) => coerce(part, bigint)).join(", ")}${step === undefined ? ", NULL" : ""})`;
        const checked = step === undefined ? sql : `CASE WHEN ${step.sql} IS NOT NULL THEN ${sql} END`;
        return combine(context, checked, array(times ? type : bigint), parts);
    },
    ...Object.fromEntries(
        Object.keys(datetimeFields).map((name): [string, Builder] => [
            name,
            ([value], context) => field(name, value, context),
        ]),
    ),
};

const isZoned = (value: { readonly type: TrinoType }): boolean =>
    value.type.kind === "timestamp with time zone";

function instant(context: Context): string {
    return `CAST('${context.shared.now.toISOString()}' AS TIMESTAMP)`;
}

function now(context: Context): Expression {
    return constant(`trino_zone(${instant(context)}, 'UTC')`, zoned());
}

/** Whole units between two times: time on the clock counts by itself, days and more by the calendar of the zone. */
function difference(unit: string, a: string, b: string, type: TrinoType): string {
    if (type.kind !== "timestamp with time zone") {
        return `date_sub('${unit}', ${a}, ${b})`;
    }
    const [from, to] = timeUnits.includes(unit)
        ? [`struct_extract(${a}, 'utc')`, `struct_extract(${b}, 'utc')`]
        : [`trino_local(${a})`, `trino_local(trino_at_zone(${b}, struct_extract(${a}, 'zone')))`];
    return `date_sub('${unit}', ${from}, ${to})`;
}

/** sequence of dates or timestamps, by days unless told otherwise. */
function timesBetween([first, last, step]: readonly Expression[]): string {
    const { type } = first;
    if ((step === undefined && type.kind !== "date") || (step !== undefined && !isInterval(step.type))) {
        throw unknownHere(`sequence(${nameOf(type)}, ${nameOf(last.type)}) by this step`);
    }
    const [a, b] = [first, last].map((end) => `CAST(${end.sql} AS TIMESTAMP)`);
    const held = type.kind === "date" ? "DATE" : "TIMESTAMP";
    return `list_transform(${stepped([a, b], step, type)}, lambda e: CAST(e AS ${held}))`;
}

function stepped([a, b]: readonly string[], step: Expression | undefined, type: TrinoType): string {
    if (step?.type.kind === "interval year to month") {
        return `trino_month_sequence(${a}, ${b}, ${step.sql})`;
    }
    const milliseconds =
        step === undefined ? `86400000 * CASE WHEN ${a} <= ${b} THEN 1 ELSE -1 END` : step.sql;
    const whole = type.kind === "date" ? `${milliseconds} % 86400000 = 0` : "TRUE";
    return `trino_time_sequence(${a}, ${b}, ${milliseconds}, ${whole})`;
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
        throw isInterval(value.type) || value.type.kind === "unknown"
            ? unknownHere(`A function of dates with ${nameOf(value.type)}`)
            : new QueryRefusal(`A date or a timestamp is needed here, and this is ${nameOf(value.type)}`);
    }
    return isZoned(value) ? `trino_local(${value.sql})` : `CAST(${value.sql} AS TIMESTAMP)`;
}

/** Does something with the date and time on the clock, and brings it back to the type and the zone of the value. */
function inZone(value: Expression, change: (local: string) => string): string {
    const changed = change(local(value));
    switch (value.type.kind) {
        case "date":
            return `CAST(${changed} AS DATE)`;
        case "timestamp with time zone":
            return `trino_back_to_zone(${changed}, ${value.sql})`;
        default:
            return changed;
    }
}

function unitOf(unit: Expression, value: { readonly type: TrinoType }): string {
    const name = literalText(unit, "A unit of time").toLowerCase();
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
        return `trino_strftime(${value.sql}, '%Y-%m-%d')`;
    }
    const text = `replace(trino_timestamp_text(${local(value)}, ${precisionOf(value.type)}), ' ', 'T')`;
    return isZoned(value) ? `(${text} || trino_offset_text(${value.sql}))` : text;
}

function formatted([value, pattern]: readonly Expression[], kind: PatternKind, context: Context): Expression {
    if (pattern.text === "") {
        throw new QueryRefusal("Both printing and parsing not supported: the date pattern is empty");
    }
    const clock = precisionOf(value.type) > 3 ? `date_trunc('millisecond', ${local(value)})` : local(value);
    const parts = formatPattern(literalText(pattern, "A date pattern"), kind).map((part) =>
        part.fixed ? quote(part.text) : `trino_strftime(${clock}, ${quote(part.text)})`,
    );
    const sql = parts.join(" || ");
    return combine(context, `CASE WHEN ${value.sql} IS NOT NULL THEN (${sql}) END`, varchar, [value]);
}

function parsed([value, pattern]: readonly Expression[], kind: PatternKind, context: Context): Expression {
    const form = quote(JSON.stringify(parsePattern(literalText(pattern, "A date pattern"), kind)));
    const sql = `trino_parse_time(${coerce(value, varchar)}, ${form})`;
    return kind === "mysql"
        ? combine(context, sql, timestamp(), [value])
        : combine(context, `trino_zone(${sql}, 'UTC')`, zoned(), [value]);
}
