import { QueryRefusal } from "./refusal";

const whole = /^[+-]?\d+$/;
const decimals = /^([+-]?)0*(\d*)(?:\.(\d*))?$/;

/** How SQL that the parser knows says `TYPE 'text'`: what stands in the place of the type, and of the text. */
type Written = (text: string, quoted: string) => string | undefined;

const integer =
    (name: string): Written =>
    (text) =>
        whole.test(text) ? `CAST(${text} AS ${name})` : undefined;
const cast =
    (name: string, valid: RegExp): Written =>
    (text, quoted) =>
        valid.test(text) ? `CAST(${quoted} AS ${name})` : undefined;

const types: Readonly<Record<string, Written>> = {
    tinyint: integer("tinyint"),
    smallint: integer("smallint"),
    integer: integer("integer"),
    int: integer("integer"),
    bigint: integer("bigint"),
    double: cast("double", /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|^NaN$|^[+-]?Infinity$/),
    boolean: cast("boolean", /^(t|true|f|false|1|0)$/i),
    varchar: (_, quoted) => quoted,
    json: (_, quoted) => `zz_trino_json_parse(${quoted})`,
    decimal: (text, quoted) => {
        const [found, , before = "", after = ""] = decimals.exec(text) ?? [];
        return found === undefined || !/\d/.test(found)
            ? undefined
            : `CAST(${quoted} AS decimal(${Math.max(1, before.length + after.length)}, ${after.length}))`;
    },
};

export const hasTypedLiteral = (type: string): boolean => Object.hasOwn(types, type);

/** A literal such as BIGINT '3', as the parser reads it; @param quoted the text as it stands in the prepared query. */
export function typedLiteral(type: string, text: string, quoted: string): string {
    const written = types[type](text, quoted);
    if (written === undefined) {
        throw new QueryRefusal(`'${text}' is not a valid ${type.toUpperCase()} literal`);
    }
    return written;
}
