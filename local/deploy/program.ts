import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { answer } from "../aws/functions";
import { placeIn, type Place } from "../aws/place";
import { addedTo, physicalName } from "../aws/resources";
import { UserError } from "../userError";
import type { Configuration } from "./configuration";

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
    place: Place;
}

/** A stack program: registers resources, and answers the stack's outputs. */
export type Program = () => Promise<object>;

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
function settled(value: object): Promise<Record<string, unknown>> {
    return new Promise((resolve) =>
        pulumi.output(value).apply((known) => resolve(known as Record<string, unknown>)),
    );
}

/** What AWS makes up; the same on every run. */
function madeUp(name: string): { suffix: string; id: string } {
    const hash = createHash("sha256").update(name).digest("hex");
    const id = hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
    return { suffix: hash.slice(0, 7), id };
}

/** An account that has no partner event source yet. */
function answerIn(place: Place, token: string, args: Record<string, unknown>): Record<string, string> {
    try {
        return answer(token, args, place, []);
    } catch (error) {
        // Pulumi reads an error of a provider's by its details.
        throw Object.assign(error as Error, { details: (error as Error).message });
    }
}

/**
 * Runs the program with this configuration: every resource that it registers is recorded instead of made.
 *
 * @throws UserError if the program refuses its configuration.
 */
export async function evaluateProgram(
    program: Program,
    { project, stack, config, secretKeys }: Configuration,
): Promise<Evaluated> {
    const place = placeIn(config["aws:region"]);
    const resources: Registered[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource({ type, name, inputs }) {
                const given = revealed(inputs as Record<string, unknown>);
                const { suffix, id } = madeUp(name);
                const added = addedTo(type, given, place, physicalName(name, given, suffix), id);
                const state = { ...given, ...added };
                resources.push({ type, name, inputs: given, state });
                return { id: `${name}-id`, state };
            },
            call: ({ token, inputs }) => answerIn(place, token, inputs as Record<string, unknown>),
        },
        project,
        stack,
        false,
    );
    pulumi.runtime.setAllConfig(config, secretKeys);
    return { resources, outputs: await run(program, stack), place };
}

async function run(program: Program, stack: string): Promise<Record<string, unknown>> {
    let fail: (error: unknown) => void = () => undefined;
    // A faulty input that comes late ends the program by a rejection that nobody catches: see components/errors.ts.
    const failed = new Promise<never>((_, reject) => (fail = reject));
    process.once("unhandledRejection", fail);
    try {
        const outputs = await Promise.race([program().then(settled), failed]);
        // Resources that no output waits for are still on their way.
        await Promise.race([pulumi.runtime.disconnect(), failed]);
        return outputs;
    } catch (error) {
        if (pulumi.RunError.isInstance(error) || pulumi.ResourceError.isInstance(error)) {
            throw new UserError(error.message, `Correct Pulumi.${stack}.yaml.`);
        }
        throw error;
    } finally {
        process.off("unhandledRejection", fail);
    }
}
