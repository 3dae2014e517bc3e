import type { TrinoType } from "../types";

/** A moment is the same moment in every time zone; JSON is the same whatever the order of its keys. */
export function comparable(sql: string, type: TrinoType): string {
    if (type.kind === "json") {
        return `trino_canonical(${sql})`;
    }
    return type.kind === "timestamp with time zone" ? `struct_extract(${sql}, 'utc')` : sql;
}
