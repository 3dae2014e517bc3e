import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import program from "../../../index";
import { record } from "./recorder";
import type { Circumstances, Recording } from "./recorder";

const root = path.resolve(__dirname, "../../..");
export const project = "onelogin-cloudtrail-lake";

/** A key of Pulumi.yaml. */
export interface Declared {
    type: string;
    default: unknown;
    description: string;
    items?: { type: string };
    secret?: boolean;
}

export function declaredKeys(): Record<string, Declared> {
    const { config } = parse(fs.readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as {
        config: Record<string, Declared>;
    };
    return config;
}

/** As the engine hands values over: as text, and JSON where they are not strings. */
function text(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

/** Every key of a stack's configuration that the engine gives the program: what is set, and the defaults of the rest. */
export function configOf(set: Record<string, unknown>): Record<string, string> {
    const defaults = Object.entries(declaredKeys()).map(([key, own]) => [key, own.default] as const);
    const all = { ...Object.fromEntries(defaults), ...set };
    return Object.fromEntries(
        Object.entries(all).map(([key, value]) => [
            key.includes(":") ? key : `${project}:${key}`,
            text(value),
        ]),
    );
}

/** Records the stack program with these keys set, some of them with `--secret`. */
export function recordStack(
    set: Record<string, unknown> = {},
    circumstances: Circumstances & { secret?: string[] } = {},
): Promise<Recording<Awaited<ReturnType<typeof program>>>> {
    const { secret = [], ...others } = circumstances;
    const secretKeys = secret.map((key) => `${project}:${key}`);
    return record(program, { project, config: configOf(set), secretKeys, ...others });
}

/** A stack's settings, `Pulumi.<stack>.yaml`. */
export function stackFile(stack: string): Record<string, unknown> {
    const file = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
    const { config } = parse(file) as { config: Record<string, unknown> };
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key.replace(`${project}:`, ""), value]),
    );
}
