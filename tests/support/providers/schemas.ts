import * as fs from "node:fs";
import * as path from "node:path";
import Ajv from "ajv";
import type { ErrorObject, ValidateFunction } from "ajv";
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

interface JsonSchema {
    properties: Record<string, object>;
    required?: string[];
}

interface Table {
    definitions: object;
    types: Record<string, JsonSchema & { createOnly: string[]; outputs: string[] }>;
}

/** A resource schema as CloudFormation's registry has it. */
interface CloudFormation extends JsonSchema {
    definitions?: Record<string, JsonSchema>;
    createOnlyProperties?: string[];
    readOnlyProperties?: string[];
}

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
ajv.addFormat("json", (text: string) => {
    try {
        return typeof JSON.parse(text) === "object";
    } catch {
        return false;
    }
});

function readJson(file: string): unknown {
    return JSON.parse(fs.readFileSync(path.join(__dirname, "data", file), "utf8"));
}

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

function fromTable({ definitions, types }: Table): [string, Schema][] {
    return Object.entries(types).map(([type, { createOnly, outputs, ...rules }]) => {
        const validate = ajv.compile({ type: "object", definitions, additionalProperties: false, ...rules });
        const inputs = Object.keys(rules.properties);
        const required = rules.required ?? [];
        return [type, { inputs, required, createOnly, outputs, faults: faultsBy(validate) }];
    });
}

function camel(name: string): string {
    return name[0].toLowerCase() + name.slice(1);
}

/** CloudFormation writes `KmsKeyId`, aws-native `kmsKeyId`. */
function renamed<T extends JsonSchema>(schema: T): T {
    return {
        ...schema,
        ...(schema.properties && {
            properties: Object.fromEntries(
                Object.entries(schema.properties).map(([name, rule]) => [camel(name), inside(rule)]),
            ),
        }),
        ...(schema.required && { required: schema.required.map(camel) }),
    };
}

function inside(rule: object): object {
    const items = (rule as { items?: JsonSchema }).items;
    return items === undefined ? rule : { ...rule, items: renamed(items) };
}

function fromCloudFormation(type: string, schema: CloudFormation): [string, Schema] {
    const { properties, required, definitions, createOnlyProperties, readOnlyProperties } = schema;
    const named = (paths: string[] = []) => paths.map((one) => camel(one.replace("/properties/", "")));
    const outputs = named(readOnlyProperties);
    const known = Object.entries(definitions ?? {}).map(([name, rules]): [string, object] => [
        name,
        renamed(rules),
    ]);
    const rules = renamed({ properties, required });
    const validate = ajv.compile({
        type: "object",
        ...rules,
        definitions: Object.fromEntries(known),
        additionalProperties: false,
    });
    const inputs = Object.keys(rules.properties).filter((name) => !outputs.includes(name));
    const faults = faultsBy(validate);
    return [
        type,
        { inputs, required: rules.required ?? [], createOnly: named(createOnlyProperties), outputs, faults },
    ];
}

export const schemas = new Map<string, Schema>([
    ...fromTable(readJson("aws.json") as Table),
    ...["Channel", "EventDataStore", "ResourcePolicy"].map((name) =>
        fromCloudFormation(
            `aws-native:cloudtrail:${name}`,
            readJson(`aws-cloudtrail-${name.toLowerCase()}.json`) as CloudFormation,
        ),
    ),
]);
