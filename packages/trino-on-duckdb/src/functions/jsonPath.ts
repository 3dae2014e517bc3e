import { QueryRefusal, unknownHere } from "../refusal";

/** A step of Trino's JSON paths: `.key`, `["any key"]`, `[0]`. It knows no wildcards, and no single quotes. */
const step = /\.([\w:]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\[(\w+)\]/y;

/** Trino's JSON path as DuckDB writes it, with every key quoted. */
export function jsonPath(path: string): string {
    let written = "$";
    step.lastIndex = 1;
    while (path.startsWith("$") && step.lastIndex < path.length) {
        const match = step.exec(path);
        if (match === null) {
            throw new QueryRefusal(`Invalid JSON path: '${path}'`);
        }
        const [, plain, quoted, index, word] = match;
        written += index === undefined ? `."${key(plain ?? quoted ?? word, path)}"` : `[${index}]`;
    }
    if (!path.startsWith("$")) {
        throw new QueryRefusal(`Invalid JSON path: '${path}'`);
    }
    return written;
}

function key(text: string, path: string): string {
    if (/["\\]/.test(text)) {
        throw unknownHere(`A quote or a backslash in the JSON path '${path}'`);
    }
    return text;
}
