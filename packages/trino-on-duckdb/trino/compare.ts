import { admitted, foreign } from "./duckdb";
import type { Answer, Row } from "./trino";

/** How the two answers to a statement stand to each other. */
export const verdicts = [
    "right",
    "refused by both",
    "refused here, by name",
    "refused here, as if Trino refused it",
    "refused here, in DuckDB's words",
    "answered here only",
    "different",
] as const;
export type Verdict = (typeof verdicts)[number];

/** @param ordered Whether the statement says in which order all its rows come. */
export function verdictOf(trino: Answer, duckdb: Answer, ordered: boolean): Verdict {
    if (duckdb.error !== undefined) {
        if (duckdb.error.startsWith(foreign)) {
            return "refused here, in DuckDB's words";
        }
        if (trino.error !== undefined) return "refused by both";
        return duckdb.error.endsWith(admitted)
            ? "refused here, by name"
            : "refused here, as if Trino refused it";
    }
    if (trino.error !== undefined) {
        return "answered here only";
    }
    const texts = (answer: typeof trino): string[] => {
        const rows = answer.rows.map((row) => rowText(row, answer.types));
        return [answer.names.join(), answer.types.join(), ...(ordered ? rows : rows.sort())];
    };
    return texts(trino).join("\n") === texts(duckdb).join("\n") ? "right" : "different";
}

/** A map has no order: what stands in one is put into an order here. */
function rowText(row: Row, types: readonly string[]): string {
    const parts = row.map((value, i) =>
        types[i].includes("map(") && value !== null
            ? value
                  .split(/[{}[\]]|, /)
                  .sort()
                  .join()
            : value,
    );
    return JSON.stringify(parts);
}
