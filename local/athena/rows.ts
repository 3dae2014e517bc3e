import { gunzipSync } from "node:zlib";
import { QueryRefusal, nameOf, type TrinoType } from "trino-on-duckdb";
import { excerpt, isObject, isTime } from "../values";

type Columns = readonly { readonly name: string; readonly type: TrinoType }[];

/**
 * The lines of an object, each checked against the columns.
 * @throws QueryRefusal for the first that Hive's JsonSerDe or Athena does not take: it fails every query that reads the object.
 */
export function linesOf(name: string, content: Buffer, columns: Columns): string[] {
    const lines = textOf(name, content).split("\n");
    if (lines.at(-1) === "") lines.pop();
    lines.forEach((line, index) => {
        const problem = problemOf(line, columns);
        if (problem !== undefined)
            throw new QueryRefusal(`HIVE_BAD_DATA: Error reading line ${index + 1} of ${name}: ${problem}`);
    });
    return lines;
}

/** Athena unpacks by the name alone, whatever Content-Encoding says. */
function textOf(name: string, content: Buffer): string {
    try {
        const bytes = name.endsWith(".gz") ? gunzipSync(content) : content;
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
        throw new QueryRefusal(
            `HIVE_CURSOR_ERROR: Failed to read file at ${name}: ${(error as Error).message}`,
        );
    }
}

/** Half of a surrogate pair: JSON.stringify writes it as an escape, and DuckDB does not read it. */
function holdsHalves(line: string, row: object): boolean {
    return /\\ud/i.test(line) && JSON.stringify(row).replaceAll("\\\\", "").includes("\\ud");
}

function problemOf(line: string, columns: Columns): string | undefined {
    let row: unknown;
    try {
        row = JSON.parse(line);
    } catch {
        return `it is not JSON: ${excerpt(line)}`;
    }
    if (!isObject(row)) return `it is not a JSON object: ${excerpt(line)}`;
    if (holdsHalves(line, row)) return "it holds half of a surrogate pair";
    return fieldProblem(row, columns);
}

function fieldProblem(object: Record<string, unknown>, columns: Columns, path = ""): string | undefined {
    for (const { name, type } of columns) {
        const problem = valueProblem(object[name], type, `${path}${name}`);
        if (problem !== undefined) return problem;
    }
    return undefined;
}

function valueProblem(value: unknown, type: TrinoType, path: string): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (type.kind === "row" && isObject(value))
        return fieldProblem(value, type.fields as Columns, `${path}.`);
    if (type.kind === "map" && isObject(value)) {
        for (const [key, item] of Object.entries(value)) {
            const problem = valueProblem(item, type.value, `${path}['${key}']`);
            if (problem !== undefined) return problem;
        }
        return undefined;
    }
    if (type.kind === "varchar" && typeof value !== "object") return undefined;
    if (type.kind === "timestamp" && typeof value === "string" && isTimestamp(value)) return undefined;
    // A nested object or list in the place of a text is corrupted by Hive, and refused by Trino.
    return `${path} is not of the type ${nameOf(type)}: ${excerpt(JSON.stringify(value))}`;
}

/** The only form that Hive's JsonSerDe reads. */
function isTimestamp(text: string): boolean {
    return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,9})?$/.test(text) && isTime(`${text.replace(" ", "T")}Z`);
}
