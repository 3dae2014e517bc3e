import { createHash } from "node:crypto";
import type { Recording } from "../support/pulumi/recorder";
import type { Inputs, Json, Registration } from "../support/pulumi/registration";

/** A resource as a reviewer reads it: what is not given is not there, keys are sorted. */
export interface Resource {
    type: string;
    parent?: string;
    aliases?: Registration["aliases"];
    options?: Inputs;
    inputs: Inputs;
}

/** What a program registers, by name. */
export type Graph = Record<string, Resource>;

/** The functions' texts, by their names. */
export type Texts = Readonly<Record<string, string>>;

/** What stands in place of a function's text, which is a golden file of its own. */
function fileOf(text: string | undefined, texts: Texts): string | undefined {
    const name = Object.keys(texts).find((one) => texts[one] === text);
    return name && `the text in ${name}.js.txt`;
}

function sorted<T>(values: Record<string, T>): Record<string, T> {
    return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isObject(value: Json): value is Inputs {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An archive's files by name, each by its hash, but for a function's own text. */
function archived(assets: Inputs, texts: Texts): Inputs {
    const described = Object.entries(assets).map(([file, asset]): [string, Json] => {
        const { text } = asset as Record<string, string>;
        const hash = `sha256 ${createHash("sha256")
            .update(text ?? JSON.stringify(asset))
            .digest("hex")}`;
        return [file, fileOf(text, texts) ?? hash];
    });
    return sorted(Object.fromEntries(described));
}

/** Text that holds JSON is shown as what it holds, in its own order: the order is part of the text. */
function parsed(text: string): Json {
    if (!/^[{[]/.test(text)) return text;
    return { "JSON text": JSON.parse(text) as Json };
}

function readable(value: Json, path: string[], secrets: string[], texts: Texts): Json {
    if (secrets.includes(path.join("."))) return "(secret)";
    if (typeof value === "string") return parsed(value);
    if (Array.isArray(value))
        return value.map((entry, index) => readable(entry, [...path, String(index)], secrets, texts));
    if (!isObject(value)) return value;
    if (isObject(value.assets)) return archived(value.assets, texts);
    const entries = Object.entries(value).map(([key, entry]): [string, Json] => [
        key,
        readable(entry, [...path, key], secrets, texts),
    ]);
    return sorted(Object.fromEntries(entries));
}

function optionsOf(registration: Registration): Inputs | undefined {
    const { dependencies, provider, providers, protect, retainOnDelete, ignoreChanges, others } =
        registration;
    const given = Object.entries<Json | undefined>({
        ...others,
        dependsOn: dependencies.length > 0 ? dependencies : undefined,
        ignoreChanges: ignoreChanges.length > 0 ? ignoreChanges : undefined,
        protect: protect || undefined,
        provider: provider || undefined,
        providers: Object.keys(providers).length > 0 ? sorted(providers) : undefined,
        retainOnDelete: retainOnDelete || undefined,
    }).filter((entry): entry is [string, Json] => entry[1] !== undefined);
    return given.length === 0 ? undefined : sorted(Object.fromEntries(given));
}

function resourceOf(registration: Registration, texts: Texts): Resource {
    const { type, parent, aliases, inputs, secrets } = registration;
    const options = optionsOf(registration);
    return {
        type,
        ...(parent !== "" && { parent }),
        ...(aliases.length > 0 && { aliases }),
        ...(options && { options }),
        inputs: readable(inputs, [], secrets, texts) as Inputs,
    };
}

/** What was registered, with the functions' texts as they are now. */
export function graphOf({ registrations, errors }: Recording<unknown>, texts: Texts): Graph {
    if (errors.length > 0) throw new Error(errors.join("\n"));
    const graph: Graph = {};
    for (const registration of registrations) {
        const { name } = registration;
        if (Object.hasOwn(graph, name)) throw new Error(`two resources are called ${name}`);
        graph[name] = resourceOf(registration, texts);
    }
    return sorted(graph);
}
