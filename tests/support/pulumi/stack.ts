import * as path from "node:path";
import program from "../../../index";
import { engineConfiguration, readProject, stackSettings } from "../../../local/deploy/configuration";
import type { Declared } from "../../../local/deploy/configuration";
import { record } from "./recorder";
import type { Circumstances, Recording } from "./recorder";

const root = path.resolve(__dirname, "../../..");

/** The keys of Pulumi.yaml. */
export function declaredKeys(): Record<string, Declared> {
    return readProject(root).config;
}

/** Records the stack program with these keys set, some of them with `--secret`. */
export function recordStack(
    set: Record<string, unknown> = {},
    { secret = [], ...circumstances }: Circumstances & { secret?: string[] } = {},
): Promise<Recording<Awaited<ReturnType<typeof program>>>> {
    const project = readProject(root).name;
    const secretKeys = secret.map((key) => `${project}:${key}`);
    return record(program, { project, config: engineConfiguration(root, set), secretKeys, ...circumstances });
}

/** A stack's own settings. */
export function stackFile(stack: string): Record<string, unknown> {
    return stackSettings(root, stack);
}
