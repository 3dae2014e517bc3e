/** What a query of either destination answered. */
export interface Answer {
    columns: readonly string[];
    rows: readonly (readonly (string | null)[])[];
    bytesScanned: number;
}

/** Told of a query that runs, now and then: the bytes that it has scanned so far. */
export type Progress = (bytesScanned: number) => void;

export type Row = readonly string[];

/** The rows alone; what is NULL is no text. */
export function rowsOf({ rows }: Answer): Row[] {
    return rows.map((row) => row.map((value) => value ?? ""));
}
