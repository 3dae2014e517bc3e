import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

interface Project {
    name: string;
    config?: Record<string, { default?: unknown }>;
}

function read<T>(folder: string, file: string): T {
    return parse(fs.readFileSync(path.join(folder, file), "utf8")) as T;
}

/** A stack's own settings, `Pulumi.<stack>.yaml`; keys of the project stand without its name. */
export function stackSettings(folder: string, stack: string): Record<string, unknown> {
    const { name } = read<Project>(folder, "Pulumi.yaml");
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
    const { name, config = {} } = read<Project>(folder, "Pulumi.yaml");
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
