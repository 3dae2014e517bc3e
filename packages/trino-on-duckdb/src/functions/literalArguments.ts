import { coerce } from "../coercion";
import { literalText, quote, type Expression } from "../context";
import { QueryRefusal, unknownHere } from "../refusal";
import { nameOf, varchar } from "../types";
import { jsonPath } from "./jsonPath";

export function jsonText(value: Expression): string {
    if (!["varchar", "json", "unknown"].includes(value.type.kind)) {
        throw new QueryRefusal(
            `JSON, or a text that holds JSON, is needed here, and this is ${nameOf(value.type)}`,
        );
    }
    return coerce(value, varchar);
}

export function pathOf(path: Expression): string {
    return quote(jsonPath(literalText(path, "The JSON path")));
}

/** The group's number is part of the query here. */
export function groupOf(group: Expression | undefined): string {
    const number = group === undefined ? "0" : /^CAST\((\d) AS INTEGER\)$/.exec(group.sql)?.[1];
    if (number === undefined) {
        throw unknownHere(
            "A regular expression's group that is not a number from 0 to 9 in the query itself",
        );
    }
    return number;
}

/** Trino's `$1` is RE2's `\1`; `\$` is a dollar sign. */
export function replacementOf(text: string): string {
    return text.replace(/\\(.)|\$(\d)|\$|\\/gs, (all, escaped?: string, group?: string) => {
        if (group !== undefined) {
            return `\\${group}`;
        }
        if (escaped === undefined) {
            throw unknownHere(`'${all}' in the replacement '${text}'`);
        }
        return escaped === "\\" ? "\\\\" : escaped;
    });
}
