import { readBeforehand } from "../beforehand";
import { coerce } from "../coercion";
import { literalText, quote, type Expression } from "../context";
import { compile } from "../natives/regex";
import { QueryRefusal, unknownHere } from "../refusal";
import { nameOf, varchar } from "../types";
import { jsonPath } from "./jsonPath";

export function jsonText(value: Expression): string {
    if (value.type.kind === "unknown") {
        throw unknownHere("JSON of a NULL without a type");
    }
    if (!["varchar", "json"].includes(value.type.kind)) {
        throw new QueryRefusal(
            `JSON, or a text that holds JSON, is needed here, and this is ${nameOf(value.type)}`,
        );
    }
    return coerce(value, varchar);
}

/** A path as the native functions take it, and DuckDB's, if that finds the same. */
export function pathOf(path: Expression): { native: string; duckdb: string | undefined } {
    const steps = jsonPath(literalText(path, "A JSON path"));
    // An index may be a key, too; and DuckDB has no way to write some keys.
    const plain = steps.every((step) => !/^\d*$|["\\*]/.test(step));
    return {
        native: quote(JSON.stringify(steps)),
        duckdb: plain ? quote(`$${steps.map((step) => `."${step}"`).join("")}`) : undefined,
    };
}

/** A regular expression. One in the query itself is read beforehand, so that what is wrong with it is known at once. */
export function patternOf(pattern: Expression): string {
    if (pattern.text !== undefined) {
        const { text } = pattern;
        readBeforehand(() => compile(text));
    }
    return coerce(pattern, varchar);
}
