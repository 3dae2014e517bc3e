/** This repository's stack program, deployed on this machine. */
import * as path from "node:path";
import "./quick";
import program from "../index";
import { readConfiguration } from "../local/deploy/configuration";
import type { Configuration } from "../local/deploy/configuration";
import { deploymentOf } from "../local/deploy/deployment";
import type { Deployment } from "../local/deploy/deployment";
import { evaluateProgram } from "../local/deploy/program";
import type { Evaluated } from "../local/deploy/program";

const root = path.join(__dirname, "..");

const evaluated = new Map<string, Promise<Evaluated>>();
let last: Promise<unknown> = Promise.resolve();

/** What the engine would know of a stack; `changes` are configuration keys to set on top. */
export function configurationOf(stack = "dev", changes: Record<string, unknown> = {}): Configuration {
    return readConfiguration(root, stack, changes);
}

/** The stack `dev`; `changes` are configuration keys to set on top. */
export function evaluateStack(changes: Record<string, unknown> = {}): Promise<Evaluated> {
    return evaluate(configurationOf("dev", changes));
}

/** Once for each configuration, and one after the other: Pulumi's runtime has one program at a time. */
export function evaluate(configuration: Configuration): Promise<Evaluated> {
    const key = JSON.stringify(configuration);
    const known = evaluated.get(key);
    if (known !== undefined) return known;
    const made = last.then(() => evaluateProgram(program, configuration));
    last = made.catch(() => undefined);
    evaluated.set(key, made);
    return made;
}

export async function deployStack(changes: Record<string, unknown> = {}): Promise<Deployment> {
    return deploymentOf(await evaluateStack(changes));
}
