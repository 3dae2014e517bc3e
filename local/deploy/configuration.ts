/** A stack's configuration, as Pulumi's engine hands it to the program. */
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

/** A key that Pulumi.yaml describes. */
export interface Declared {
    type: string;
    default?: unknown;
    description: string;
    items?: { type: string };
    secret?: boolean;
}

/** Pulumi.yaml. */
export interface Project {
    name: string;
    config: Record<string, Declared>;
}

export interface Configuration {
    project: string;
    stack: string;
    config: Record<string, string>;
    secretKeys: string[];
}

function read<T>(folder: string, file: string): T {
    return parse(fs.readFileSync(path.join(folder, file), "utf8")) as T;
}

export function readProject(folder: string): Project {
    return { config: {}, ...read<Omit<Project, "config"> & Partial<Project>>(folder, "Pulumi.yaml") };
}

/** A stack's own settings, `Pulumi.<stack>.yaml`; keys of the project stand without its name. */
export function stackSettings(folder: string, stack: string): Record<string, unknown> {
    const { name } = readProject(folder);
    const { config = {} } = read<{ config?: Record<string, unknown> }>(folder, `Pulumi.${stack}.yaml`);
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key.replace(`${name}:`, ""), value]),
    );
}

/**
 * The configuration as the engine hands it to the program in `folder`: the defaults of its Pulumi.yaml under what is set.
 * Every value is text, JSON unless it is a string; keys have their namespace, those of the project its name.
 */
export function engineConfiguration(folder: string, set: Record<string, unknown>): Record<string, string> {
    const { name, config } = readProject(folder);
    const defaults = Object.entries(config)
        .filter(([, declared]) => declared.default !== undefined)
        .map(([key, declared]) => [key, declared.default] as const);
    const all = { ...Object.fromEntries(defaults), ...set };
    return Object.fromEntries(
        Object.entries(all).map(([key, value]) => [
            key.includes(":") ? key : `${name}:${key}`,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}

/** All that the engine knows of a stack of the project in `folder`, with `changes` on top. */
export function readConfiguration(
    folder: string,
    stack: string,
    changes: Record<string, unknown> = {},
): Configuration {
    const { name, config } = readProject(folder);
    const secret = Object.keys(config).filter((key) => config[key].secret);
    return {
        project: name,
        stack,
        config: engineConfiguration(folder, { ...stackSettings(folder, stack), ...changes }),
        secretKeys: secret.map((key) => `${name}:${key}`),
    };
}
