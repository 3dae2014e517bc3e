import { QueryRefusal, unknownHere } from "./refusal";
import { type Body, textOf } from "./tree";
import {
    array,
    bigint,
    boolean,
    date,
    daySecond,
    decimal,
    double,
    integer,
    json,
    map,
    row,
    simple,
    timestamp,
    varchar,
    yearMonth,
    zoned,
    type TrinoType,
} from "./types";

const parsedNames: Readonly<Record<string, TrinoType>> = {
    boolean,
    integer,
    double,
    json,
    date,
    int: integer,
    big_int: bigint,
    tiny_int: simple("tinyint"),
    small_int: simple("smallint"),
    var_char: varchar,
};

/** Types that the parser knows by another name than Trino's. */
const typesOfTrino: Readonly<Record<string, string>> = {
    float: "real",
    real: "real",
    var_binary: "varbinary",
    char: "char",
    time: "time",
    uuid: "uuid",
};

/** The type that a cast names, from the parser's tree. */
export function typeOf(body: Body, original: (word: string) => string): TrinoType {
    const of = (value: unknown): TrinoType => typeOf(unlimited(value as Body), original);
    const precision = typeof body.precision === "number" ? body.precision : undefined;
    switch (body.data_type) {
        case "decimal":
            return decimal(decimalPrecision(precision), typeof body.scale === "number" ? body.scale : 0);
        case "timestamp":
            return body.timezone === true
                ? zoned(timePrecision(precision))
                : timestamp(timePrecision(precision));
        case "array":
            return array(of(body.element_type));
        case "map":
            return map(of(body.key_type), of(body.value_type));
        case "struct":
            return row(
                (body.fields as readonly Body[]).map((field) => ({
                    name: textOf(field.name) === "" ? undefined : original(textOf(field.name)),
                    type: of(field.data_type),
                })),
            );
        case "interval":
            return body.unit === "YEAR" ? yearMonth : daySecond;
        default:
            return simpleType(body);
    }
}

/** CAST AS VARCHAR(n) cuts; inside an array, a map or a row that is not done here. */
function unlimited(body: Body): Body {
    if (body.data_type === "var_char" && typeof body.length === "number") {
        throw unknownHere(`VARCHAR(${body.length}) inside another type`);
    }
    return body;
}

function simpleType(body: Body): TrinoType {
    const kind = String(body.data_type);
    if (!Object.hasOwn(parsedNames, kind)) {
        const name = (typesOfTrino[kind] ?? (textOf(body.name) || kind)).replaceAll("_", " ").toLowerCase();
        throw Object.hasOwn(typesOfTrino, kind) ||
            /^(uuid|ipaddress|hyperloglog|qdigest|tdigest|char|time|varbinary)/.test(name)
            ? unknownHere(`The type ${name}`)
            : new QueryRefusal(`Unknown type: ${name}`);
    }
    return parsedNames[kind];
}

function decimalPrecision(precision: number | undefined): number {
    if (precision === undefined) {
        throw unknownHere(
            "The type DECIMAL without a precision, or a DECIMAL literal (write DECIMAL(10, 2), or the bare number)",
        );
    }
    return precision;
}

/** DuckDB's TIMESTAMP holds microseconds. */
function timePrecision(precision = 3): number {
    if (precision > 6) {
        throw unknownHere(`TIMESTAMP(${precision}), with more digits than six,`);
    }
    return precision;
}
