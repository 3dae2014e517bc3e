import { nameOf, type TrinoType } from "trino-on-duckdb";
import { columns } from "../../local/lake/columns";
import { athenaTable, lakeTable } from "../queries/tables";

/** How many rows stand in one statement. */
const most = 200;

/** Statements that make the tables of both destinations, of the lines that the writer puts into S3. */
export function tablesOf(lines: readonly string[]): string[] {
    const rows = lines.map((line) => `('${line.replaceAll("'", "''")}')`);
    const fields = columns.map(({ name, type }) => `${value("$", name, type)} AS ${name}`);
    return [
        ...Array.from({ length: Math.ceil(rows.length / most) }, (_, i) => {
            const values = rows.slice(i * most, (i + 1) * most).join(", ");
            const how = i === 0 ? `CREATE TABLE "lines" AS` : `INSERT INTO "lines"`;
            return `${how} SELECT CAST(t.line AS varchar) AS line FROM (VALUES ${values}) AS t(line)`;
        }),
        `CREATE TABLE "${lakeTable}" AS SELECT ${fields.join(", ")} FROM "lines"`,
        athenaTable(),
    ];
}

/** What stands in a line under the name of a column, as the column's type. */
function value(owner: string, name: string, type: TrinoType): string {
    const path = `${owner}.${name.toLowerCase()}`;
    if (type.kind === "row") {
        const fields = type.fields.map((field) => value(path, field.name ?? "", field.type));
        return `CAST(ROW(${fields.join(", ")}) AS ${nameOf(type)})`;
    }
    if (type.kind === "map") return `CAST(json_extract(line, '${path}') AS map(varchar, varchar))`;
    const text = `json_extract_scalar(line, '${path}')`;
    return type.kind === "timestamp" ? `CAST(${text} AS timestamp(3))` : text;
}
