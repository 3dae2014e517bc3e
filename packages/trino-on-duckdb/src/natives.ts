import {
    DuckDBScalarFunction,
    DOUBLE,
    VARCHAR,
    type DuckDBConnection,
    type DuckDBType,
} from "@duckdb/node-api";

/** Gives DuckDB the functions that its SQL cannot write. */
export function registerNatives(connection: DuckDBConnection): void {
    connection.registerScalarFunction(
        native("trino_canonical", VARCHAR, (json) => canonicalJson(json as string)),
    );
    connection.registerScalarFunction(
        native("trino_double_text", DOUBLE, (value) => scientific(value as number)),
    );
}

function native(name: string, parameter: DuckDBType, of: (value: unknown) => string): DuckDBScalarFunction {
    return DuckDBScalarFunction.create({
        name,
        parameterTypes: [parameter],
        returnType: VARCHAR,
        mainFunction: (_info, input, output) => {
            const values = input.getColumnVector(0);
            for (let row = 0; row < input.rowCount; row++) {
                const value: unknown = values.getItem(row);
                output.setItem(row, value === null ? null : of(value));
            }
            output.flush();
        },
    });
}

// JSON.parse hands out the text of a number, and JSON.rawJSON writes it back: in V8, not yet in TypeScript's library.
const parse = JSON.parse as (
    text: string,
    reviver: (key: string, value: unknown, context: { source: string }) => unknown,
) => unknown;
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

/** JSON as json_parse keeps it: no spaces, keys in order, numbers as Java writes them. */
function canonicalJson(text: string): string {
    const value = parse(text, (_key, item, { source }) =>
        typeof item === "number" ? rawJSON(numberText(source)) : sorted(item),
    );
    return JSON.stringify(value);
}

function numberText(source: string): string {
    return /^-?\d+$/.test(source) ? source : javaDouble(Number(source));
}

function sorted(value: unknown): unknown {
    if (
        typeof value !== "object" ||
        value === null ||
        Array.isArray(value) ||
        Object.getPrototypeOf(value) === null
    ) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A double as Java's Double.toString writes it: 2.0, 1.0E7, 1.0E-4. */
export function javaDouble(value: number): string {
    const size = Math.abs(value);
    if (!Number.isFinite(value) || (size !== 0 && (size < 1e-3 || size >= 1e7))) {
        return scientific(value);
    }
    const text = Object.is(value, -0) ? "-0" : String(value);
    return text.includes(".") ? text : `${text}.0`;
}

/** A double as Trino's CAST AS VARCHAR writes it: 2.0E0, 1.5E10. */
function scientific(value: number): string {
    if (!Number.isFinite(value)) {
        return String(value);
    }
    const [digits, exponent] = value.toExponential().split("e");
    return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
}
