import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { isDeepStrictEqual, promisify } from "node:util";
import { Misuse } from "./errors";

/** The options of every command that looks at a deployment. */
export interface DeploymentOptions {
    /** A file of `pulumi stack output --json`, or `-` for standard input. */
    outputs?: string;
    /** The export that holds the component's outputs, if there are several. */
    component?: string;
    json?: boolean;
}

/** A component's outputs, whatever they are. */
export interface Found {
    /** Where they are among the stack's; "" for the stack itself. */
    path: string;
    outputs: Readonly<Record<string, unknown>>;
}

/** What each component has, whatever its destinations. */
const everyOutput = ["eventBusName", "ruleArn", "deadLetterQueueUrl", "s3BucketName", "eventDataStoreArns"];

export const howToExport =
    "Export all that the component has (`export const onelogin = component.outputs();`), run `pulumi up`, and try again.";

/**
 * Finds a component's outputs, by their names, in those of its stack: exported one by one, or all under a name.
 * @throws Misuse if there is none, or more than one.
 */
export async function findOutputs(options: DeploymentOptions): Promise<Found> {
    const all = holders(await readOutputs(options));
    const found = all.filter(({ path, outputs }) =>
        options.component === undefined
            ? !all.some((other) => saysMore(other.outputs, outputs))
            : path === options.component,
    );
    const paths = found.map(({ path }) => path || "the stack itself").join(", ");
    if (found.length > 1)
        throw new Misuse(
            `The stack has several components' outputs: ${paths}.`,
            "Choose one by --component NAME.",
        );
    if (found.length === 0) {
        const where =
            options.component === undefined ? "The stack's outputs" : `No output ${options.component}`;
        throw new Misuse(`${where}: nothing of OneLoginCloudTrailLake's is there.`, howToExport);
    }
    return found[0];
}

/** Whether one has all that the other has of a component, and more: programs export some outputs by themselves as well. */
function saysMore(one: Found["outputs"], other: Found["outputs"]): boolean {
    const [has, repeats] = [one, other].map((outputs) =>
        everyOutput.filter((name) => Object.hasOwn(outputs, name)),
    );
    return has.length > repeats.length && repeats.every((name) => isDeepStrictEqual(one[name], other[name]));
}

/** Whatever holds outputs of a component: the stack's outputs, or objects in them. */
function holders(outputs: unknown, path = ""): Found[] {
    if (typeof outputs !== "object" || outputs === null || Array.isArray(outputs)) return [];
    const own = everyOutput.some((name) => Object.hasOwn(outputs, name));
    return [
        ...(own ? [{ path, outputs: outputs as Found["outputs"] }] : []),
        ...Object.entries(outputs).flatMap(([name, value]) =>
            holders(value, path ? `${path}.${name}` : name),
        ),
    ];
}

async function readOutputs({ outputs }: DeploymentOptions): Promise<unknown> {
    const [source, json] =
        outputs === undefined
            ? ["pulumi stack output --json", await fromPulumi()]
            : [outputs === "-" ? "standard input" : outputs, await fromFile(outputs)];
    try {
        return JSON.parse(json) as unknown;
    } catch {
        throw new Misuse(
            `${source} is not JSON.`,
            "Give it what `pulumi stack output --json` writes, by --outputs FILE, or - for standard input.",
        );
    }
}

async function fromFile(file: string): Promise<string> {
    if (file === "-") return text(process.stdin);
    try {
        return await readFile(file, "utf8");
    } catch (error) {
        throw new Misuse(
            `--outputs ${file} cannot be read: ${(error as Error).message}.`,
            "Name a file that `pulumi stack output --json` has written.",
        );
    }
}

async function fromPulumi(): Promise<string> {
    const options = { shell: process.platform === "win32", maxBuffer: Infinity };
    try {
        return (await promisify(execFile)("pulumi", ["stack", "output", "--json"], options)).stdout;
    } catch (error) {
        const { stderr, message } = error as { stderr?: string; message: string };
        throw new Misuse(
            `pulumi stack output --json failed: ${(stderr || message).trim()}`,
            "Call this in the folder of the Pulumi project, with its stack selected, or give the outputs by --outputs FILE.",
        );
    }
}
