import { QueryRefusal, unknownHere } from "../refusal";

/** Of any script, but not beyond U+FFFF. */
const letter = String.raw`(?:(?![\u{10000}-\u{10ffff}])[\p{L}\d_])`;

/** A step of Trino's JSON paths: `.key`, `["any key"]`, `[0]`. It knows no wildcards, and no single quotes. */
const step = new RegExp(String.raw`\.((?:${letter}|:)+)|\["((?:[^"\\]|\\.)*)"\]|\[(${letter}+)\]`, "uy");

/** The steps of Trino's JSON path: keys, and indexes, which look alike. */
export function jsonPath(path: string): string[] {
    const steps: string[] = [];
    step.lastIndex = 1;
    while (path.startsWith("$") && step.lastIndex < path.length) {
        const [, plain, quoted, bracketed] = step.exec(path) ?? invalid(path);
        steps.push(plain ?? (quoted === undefined ? bracketed : key(quoted, path)));
    }
    return path.startsWith("$") ? steps : invalid(path);
}

function invalid(path: string): never {
    throw new QueryRefusal(`Invalid JSON path: '${path}'`);
}

function key(text: string, path: string): string {
    if (text.includes("\\")) {
        throw unknownHere(`A backslash in the JSON path '${path}'`);
    }
    return text;
}
