import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as components from "../../../components";
import { readConfiguration, readProject } from "../../../local/deploy/configuration";
import type { Configuration, Project } from "../../../local/deploy/configuration";
import { withModules } from "../../../lab/forwarder/start";
import { record } from "./recorder";
import type { Circumstances, Recording } from "./recorder";

const root = path.resolve(__dirname, "../../../examples");

/** Every example: a folder below `examples/` with a Pulumi project in it. */
export const exampleNames = fs
    .readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "Pulumi.yaml" && !file.includes("node_modules"))
    .map((file) => path.dirname(file).replaceAll(path.sep, "/"))
    .sort();

export function examplePath(example: string, ...file: string[]): string {
    return path.join(root, example, ...file);
}

export function readExample(example: string, file: string): string {
    return fs.readFileSync(examplePath(example, file), "utf8");
}

export function projectOf(example: string): Project {
    return readProject(examplePath(example));
}

/** Secrets are no file's; an example that needs one gets this. */
export const sampleSecret = "sample-secret-0123456789";

/** The configuration of the stack `dev`. */
function configurationFor(example: string): Configuration {
    const { config } = projectOf(example);
    const secrets = Object.keys(config).filter((key) => config[key].secret);
    return readConfiguration(
        examplePath(example),
        "dev",
        Object.fromEntries(secrets.map((key) => [key, sampleSecret])),
    );
}

const load = createRequire(__filename);

/** Loads the program anew, as every `pulumi up` does; the package's name leads to this repository's component. */
function run(example: string): Record<string, unknown> {
    const folder = examplePath(example) + path.sep;
    for (const file of Object.keys(load.cache)) if (file.startsWith(folder)) delete load.cache[file];
    return withModules(
        { "onelogin-cloudtrail-lake": components },
        () => load(examplePath(example, "index.ts")) as Record<string, unknown>,
    );
}

/** Records an example with the configuration of its stack `dev`; the result is what it exports. */
export function recordExample(
    example: string,
    circumstances: Circumstances = {},
): Promise<Recording<Record<string, unknown>>> {
    const { project, config, secretKeys } = configurationFor(example);
    return record(() => run(example), { project, config, secretKeys, ...circumstances });
}
