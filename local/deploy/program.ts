import { createRequire } from "node:module";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../userError";
import { engineConfiguration, stackSettings } from "./configuration";
import { answerOf, stateOf } from "./world";
import type { World } from "./world";

/** A resource that the program registered. */
export interface Registered {
    type: string;
    name: string;
    inputs: Record<string, unknown>;
    /** The inputs and what AWS adds. */
    state: Record<string, unknown>;
}

export interface Evaluated {
    resources: Registered[];
    /** The stack's outputs. */
    outputs: Record<string, unknown>;
    world: World;
}

/** Loaded late, for Pulumi wants its mocks to be set before; and by require, for index.ts is CommonJS. */
const load = createRequire(__filename);

const root = path.join(__dirname, "..", "..");
const project = "onelogin-cloudtrail-lake";

/** How the engine marks a secret on the wire; a provider gets the value itself. */
const [mark, secret] = [pulumi.runtime.specialSigKey, pulumi.runtime.specialSecretSig];

function revealed(inputs: Record<string, unknown>): Record<string, unknown> {
    const values = Object.entries(inputs).map(([key, value]) => {
        const marked = (value as Record<string, unknown> | null)?.[mark] === secret;
        return [key, marked ? (value as { value: unknown }).value : value];
    });
    return Object.fromEntries(values) as Record<string, unknown>;
}

/** Resolves all that is an Output inside. */
function settled(value: Record<string, unknown>): Promise<Record<string, unknown>> {
    return new Promise((resolve) => pulumi.output(value).apply((known) => resolve(known)));
}

/**
 * Evaluates the real stack program, index.ts, with the configuration of `stack`: every resource that it registers is
 * recorded instead of made. `changes` are configuration keys to set on top.
 *
 * @throws UserError where the program refuses its configuration.
 */
export async function evaluateProgram(
    stack: string,
    account: string,
    changes: Record<string, unknown> = {},
): Promise<Evaluated> {
    const config = engineConfiguration(root, { ...stackSettings(root, stack), ...changes });
    const region = config["aws:region"];
    const world = { account, region, eventSources: [] };
    const resources: Registered[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource({ type, name, inputs }) {
                const given = revealed(inputs as Record<string, unknown>);
                const state = stateOf(type, name, given, world);
                resources.push({ type, name, inputs: given, state });
                return { id: `${name}-id`, state };
            },
            call: ({ token }) => answerOf(token, world),
        },
        project,
        stack,
        false,
    );
    pulumi.runtime.setAllConfig(config);
    const outputs = await run();
    return { resources, outputs, world };
}

async function run(): Promise<Record<string, unknown>> {
    let fail: (error: unknown) => void = () => undefined;
    // A faulty input that comes late ends the program by a rejection that nobody catches: see components/guard.ts.
    const failed = new Promise<never>((_, reject) => (fail = reject));
    process.once("unhandledRejection", fail);
    try {
        const program = load("../../index") as () => Promise<Record<string, unknown>>;
        const outputs = await Promise.race([program().then(settled), failed]);
        // Resources that no output waits for are still on their way.
        await Promise.race([pulumi.runtime.disconnect(), failed]);
        return outputs;
    } catch (error) {
        if (pulumi.RunError.isInstance(error) || pulumi.ResourceError.isInstance(error)) {
            throw new UserError(error.message, "Correct Pulumi.dev.yaml.");
        }
        throw error;
    } finally {
        process.off("unhandledRejection", fail);
    }
}
