import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import program from "../../../index";
import { engineConfiguration, stackSettings } from "../../../local/deploy/configuration";
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

/** Records the stack program with these keys set, some of them with `--secret`. */
export function recordStack(
    set: Record<string, unknown> = {},
    circumstances: Circumstances & { secret?: string[] } = {},
): Promise<Recording<Awaited<ReturnType<typeof program>>>> {
    const { secret = [], ...others } = circumstances;
    const secretKeys = secret.map((key) => `${project}:${key}`);
    return record(program, { project, config: engineConfiguration(root, set), secretKeys, ...others });
}

/** A stack's own settings. */
export function stackFile(stack: string): Record<string, unknown> {
    return stackSettings(root, stack);
}
