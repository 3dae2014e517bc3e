import { constant, quote, type Context, type Expression } from "../context";
import { QueryRefusal, unknownHere } from "../refusal";
import { zoneNamed } from "../beforehand";
import { nodeOf, only, type Node } from "../tree";
import {
    bigint,
    boolean,
    date,
    daySecond,
    decimal,
    double,
    integer,
    timestamp,
    unknown,
    varchar,
    yearMonth,
    zoned,
} from "../types";

type Handler = (node: Node, context: Context) => Expression;

/** Texts, numbers, dates and intervals as a query writes them. */
export const literals: Readonly<Record<string, Handler>> = {
    null: () => constant("NULL", unknown),
    boolean: (node) => constant(node.body.value === true ? "TRUE" : "FALSE", boolean),
    interval: intervalLiteral,
    literal: (node, context) => {
        const value = context.shared.original(String(only(node, "literal_type", "value").value));
        switch (node.body.literal_type) {
            case "string":
                return { ...constant(quote(value), varchar), text: value };
            case "number":
                return number(value);
            case "date":
                return dateLiteral(value);
            case "timestamp":
                return timestampLiteral(value);
            default:
                throw unknownHere(`The ${String(node.body.literal_type).replace("_", " ")} '${value}'`);
        }
    },
};

/** 1 is an integer, 3000000000 a bigint, 1.50 a decimal(3,2), 1e0 a double. */
export function number(text: string, sign: "" | "-" = ""): Expression {
    if (/e/i.test(text)) {
        if (sign === "-" && Number(text) === 0) {
            // Trino 435 takes -0e0 and 0e0 in one query for the same constant.
            throw unknownHere(`The number -${text}`);
        }
        return constant(`CAST(${sign}${text} AS DOUBLE)`, double);
    }
    if (text.includes(".")) {
        const [whole, fraction] = text.split(".");
        const type = decimal(whole.replace(/^0+/, "").length + fraction.length || 1, fraction.length);
        return constant(
            `CAST('${sign}${text}' AS DECIMAL(${Math.max(1, type.kind === "decimal" ? type.precision : 1)},${fraction.length}))`,
            type,
        );
    }
    const value = BigInt(sign + text);
    if (value > 9223372036854775807n || value < -9223372036854775808n) {
        throw new QueryRefusal(`Invalid numeric literal: ${text}`);
    }
    // As a text, because DuckDB reads the sign by itself, and the lowest numbers are none without it.
    return value > 2147483647n || value < -2147483648n
        ? constant(`CAST('${value}' AS BIGINT)`, bigint)
        : constant(`CAST(${value} AS INTEGER)`, integer);
}

function dateLiteral(text: string): Expression {
    if (/^\s|\s$|^[+-]\d{4,}-|^\d{5,}-|^0000-/.test(text)) {
        throw unknownHere(`The literal DATE '${text}'`);
    }
    if (!/^\d{4}-\d\d?-\d\d?$/.test(text) || Number.isNaN(Date.parse(`${text} UTC`))) {
        throw new QueryRefusal(`'${text}' is not a valid DATE literal`);
    }
    return constant(`CAST('${text}' AS DATE)`, date);
}

const timestampForm =
    /^(\d{4}-\d\d?-\d\d?(?: (?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.(\d{1,6}))?)?)?)(?: ?([+-]\d\d:\d\d|[A-Za-z][\w/+-]*))?$/;

/** `timestamp '2026-01-01 00:00:00'`; a `T` between date and time is not SQL's form, and Trino refuses it. */
function timestampLiteral(text: string): Expression {
    const [, local, fraction = "", zone] = timestampForm.exec(text) ?? [];
    if (
        /^\d{4}-\d\d?-\d\d? \d\d?:\d\d:\d\d\.\d{7,12}/.test(text) ||
        /\s$|^[+-]|^\d{5,}-|\d [+-]\d{1,2}$/.test(text)
    ) {
        throw unknownHere(`The literal TIMESTAMP '${text}'`);
    }
    if (local === undefined || Number.isNaN(Date.parse(`${local.split(" ")[0]} UTC`))) {
        throw new QueryRefusal(
            `'${text}' is not a valid TIMESTAMP literal (write timestamp '2026-01-01 00:00:00')`,
        );
    }
    const [day, time = "00:00"] = local.split(" ");
    const sql = `CAST('${day} ${time.split(":").length === 2 ? `${time}:00` : time}' AS TIMESTAMP)`;
    return zone === undefined
        ? constant(sql, timestamp(fraction.length))
        : constant(`trino_zone(${sql}, '${zoneNamed(zone)}')`, zoned(fraction.length));
}

const milliseconds: Readonly<Record<string, number>> = {
    Day: 86_400_000,
    Hour: 3_600_000,
    Minute: 60_000,
    Second: 1000,
};
const months: Readonly<Record<string, number>> = { Year: 12, Month: 1 };

function intervalLiteral(node: Node): Expression {
    const { unit } = only(node, "this", "unit");
    const { type, unit: name } = (unit ?? {}) as { type?: string; unit?: string };
    const { text, sign } = signed(nodeOf(node.body.this));
    if (type !== "simple" || name === undefined || !(name in milliseconds || name in months)) {
        throw unknownHere(
            `INTERVAL '${text}' in this form (write one number and one unit, such as INTERVAL '7' DAY)`,
        );
    }
    if (!(name === "Second" ? /^[+-]?\d+(\.\d{1,3})?$/ : /^[+-]?\d+$/).test(text)) {
        throw new QueryRefusal(`'${text}' is not a valid INTERVAL literal`);
    }
    const amount = sign * Number(text);
    return name in months
        ? constant(`CAST(${amount * months[name]} AS INTEGER)`, yearMonth)
        : constant(`CAST(${Math.round(amount * milliseconds[name])} AS BIGINT)`, daySecond);
}

/** In `INTERVAL -'7' DAY` the sign stands before the text. */
function signed(node: Node): { text: string; sign: number } {
    if (node.kind === "neg") {
        const inner = signed(nodeOf(node.body.this));
        return { text: inner.text, sign: -inner.sign };
    }
    return { text: String(node.body.value), sign: 1 };
}
