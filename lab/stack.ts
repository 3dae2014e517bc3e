/** This repository's stack program, deployed on this machine. */
import * as path from "node:path";
import program from "../index";
import { readConfiguration } from "../local/deploy/configuration";
import { deploymentOf } from "../local/deploy/deployment";
import type { Deployment } from "../local/deploy/deployment";
import { evaluateProgram } from "../local/deploy/program";
import type { Evaluated } from "../local/deploy/program";

const root = path.join(__dirname, "..");

/** The stack `dev`; `changes` are configuration keys to set on top. */
export function evaluateStack(changes: Record<string, unknown> = {}): Promise<Evaluated> {
    return evaluateProgram(program, readConfiguration(root, "dev", changes));
}

export async function deployStack(changes: Record<string, unknown> = {}): Promise<Deployment> {
    return deploymentOf(await evaluateStack(changes));
}
