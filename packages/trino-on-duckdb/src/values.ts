import { DuckDBListValue, DuckDBMapValue, DuckDBStructValue, type DuckDBValue } from "@duckdb/node-api";
import { javaDouble } from "./natives/numbers";
import { clockOf } from "./natives/zones";
import type { TrinoType } from "./types";

/** A value as a text, in the form of Trino's and Athena's results; nothing, if it is NULL. */
export function resultText(value: DuckDBValue, type: TrinoType): string | undefined {
    if (value === null) {
        return undefined;
    }
    switch (type.kind) {
        case "date":
            return dateText(String(value));
        case "double":
            return javaDouble(value as number);
        case "timestamp":
            return clock(microsOf(value), type.precision);
        case "timestamp with time zone":
            return zonedText(value as DuckDBStructValue, type.precision);
        case "interval day to second":
            return daySecondText(value as bigint);
        case "interval year to month":
            return yearMonthText(value as number);
        case "array":
            return `[${(value as DuckDBListValue).items.map((item) => inner(item, type.element)).join(", ")}]`;
        case "map":
            return `{${(value as DuckDBMapValue).entries.map(({ key, value: item }) => `${inner(key, type.key)}=${inner(item, type.value)}`).join(", ")}}`;
        case "row":
            return `{${Object.values((value as DuckDBStructValue).entries)
                .map((item, i) => `${type.fields[i].name ?? `field${i}`}=${inner(item, type.fields[i].type)}`)
                .join(", ")}}`;
        default:
            return String(value);
    }
}

function inner(value: DuckDBValue, type: TrinoType): string {
    return resultText(value, type) ?? "null";
}

function microsOf(value: DuckDBValue): bigint {
    return (value as { micros: bigint }).micros;
}

/** `2026-01-01 00:00:00.000`, with as many places as the type has. */
function clock(micros: bigint, places: number): string {
    const milliseconds = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n);
    // Java writes a year of five digits with a sign; JavaScript one of six.
    const seconds = new Date(Number(milliseconds))
        .toISOString()
        .replace(/^([+-])0?0?(?=\d{4})/, "$1")
        .replace(/\.\d+Z$/, "")
        .replace("T", " ");
    const fraction = String(((micros % 1_000_000n) + 1_000_000n) % 1_000_000n).padStart(6, "0");
    return places === 0 ? seconds : `${seconds}.${fraction.slice(0, places)}`;
}

function zonedText(value: DuckDBStructValue, places: number): string {
    const { utc, zone } = value.entries as { utc: DuckDBValue; zone: string };
    return `${clock(clockOf(microsOf(utc), zone), places)} ${zone}`;
}

/** DuckDB counts years before Christ, and Java writes a year of five digits with a sign. */
function dateText(text: string): string {
    const [, year, rest, before] = /^(\d+)(-\d\d-\d\d)( \(BC\))?$/.exec(text) ?? ["", text, "", ""];
    if (before !== undefined && before !== "") {
        const number = String(Number(year) - 1).padStart(4, "0");
        return `${number === "0000" ? "" : "-"}${number}${rest}`;
    }
    return `${year.length > 4 ? "+" : ""}${year}${rest}`;
}

function yearMonthText(months: number): string {
    const size = Math.abs(months);
    return `${months < 0 ? "-" : ""}${Math.trunc(size / 12)}-${size % 12}`;
}

function daySecondText(milliseconds: bigint): string {
    const size = milliseconds < 0n ? -milliseconds : milliseconds;
    const [days, rest] = [size / 86_400_000n, Number(size % 86_400_000n)];
    return `${milliseconds < 0n ? "-" : ""}${days} ${new Date(rest).toISOString().slice(11, 23)}`;
}
