import { Refusal } from "./refusals";

/** Bytes of a text: Trino's own limit of listagg and concat_ws. */
const longestText = 1_048_576;

/** Bytes that one query makes of little, for DuckDB counts values in its rows of work to no memory limit. */
const mostInAll = 512_000_000;

const made = new Map<string, number>();

/** Whether a query may make so much more: asked before a text is joined or padded, or a list is filled. */
export function room(bytes: bigint, query: string): boolean {
    const all = (made.get(query) ?? 0) + Number(bytes);
    made.set(query, all);
    if (all <= mostInAll) return true;
    throw new Refusal(`Making texts and lists of more than ${mostInAll} bytes in one query`);
}

/** As `room`, for one text. */
export function roomForText(bytes: bigint, query: string): boolean {
    checkText(Number(bytes));
    return room(bytes, query);
}

export function checkText(bytes: number): void {
    if (bytes > longestText) throw new Refusal(`Making a text of more than ${longestText} bytes`);
}

export function forget(query: string): void {
    made.delete(query);
}
