import Ajv from "ajv";
import type { ErrorObject, ValidateFunction } from "ajv";
import table from "./types.json";
import { hasUnknown, revealed, unknown } from "./wire";
import type { Properties, Value } from "./wire";

/** What is known of a type: its inputs, and what a change of them means. */
export interface Schema {
    inputs: string[];
    required: string[];
    /** Inputs whose change replaces the resource. */
    createOnly: string[];
    /** What AWS adds; unknown in the preview of its making. */
    outputs: string[];
    /** What is wrong with these inputs; what is not known yet is not judged. */
    faults(inputs: Properties): string[];
}

interface Table {
    definitions: object;
    types: Record<
        string,
        { properties: object; required?: string[]; createOnly: string[]; outputs: string[] }
    >;
}

const { definitions, types }: Table = table;

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
ajv.addFormat("json", (text: string) => {
    try {
        return typeof JSON.parse(text) === "object";
    } catch {
        return false;
    }
});

function textOf({ instancePath, message, params }: ErrorObject): string {
    const detail = (params as { additionalProperty?: string; allowedValues?: unknown[] }) ?? {};
    const more = detail.additionalProperty ?? detail.allowedValues?.join(", ");
    const where = instancePath.slice(1).replaceAll("/", ".");
    return [where, message, more === undefined ? undefined : `(${more})`].filter(Boolean).join(" ");
}

/** Whether these go together shows when all of them are known; whether one is right, when it is. */
function isLater({ keyword, data }: ErrorObject): boolean {
    const all = ["oneOf", "not"].includes(keyword);
    return all ? hasUnknown(data as Value) : data === unknown;
}

function faultsBy(validate: ValidateFunction): Schema["faults"] {
    return (inputs) => {
        validate(revealed(inputs));
        return (validate.errors ?? []).filter((error) => !isLater(error)).map(textOf);
    };
}

/** Every type that programs here use. */
export const schemas = new Map(
    Object.entries(types).map(([type, { createOnly, outputs, ...rules }]): [string, Schema] => {
        const validate = ajv.compile({ type: "object", definitions, additionalProperties: false, ...rules });
        const inputs = Object.keys(rules.properties);
        const required = rules.required ?? [];
        return [type, { inputs, required, createOnly, outputs, faults: faultsBy(validate) }];
    }),
);
