/** What `npm start` does: the stack, deployed on this machine, with events sent through it and queried. */
import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { SingleBar } from "cli-progress";
import { deploymentOf } from "../../local/deploy/deployment";
import type { Deployment } from "../../local/deploy/deployment";
import type { Options } from "./options";
import { startPipeline } from "../../local/run/pipeline";
import type { Pipeline } from "../../local/run/pipeline";
import { delivered, deployed, failures, kept, queried, serving } from "./report";
import type { Sent } from "./report";
import { print } from "../print";
import { evaluateStack } from "../stack";
import { sourceOf } from "./sources";
import { UserError } from "../../local/userError";

/** More events than this are worth a second process of the function, and a progress bar. */
const many = 2000;

async function send(pipeline: Pipeline, options: Options, deployment: Deployment): Promise<Sent> {
    const start = Date.now();
    const source = sourceOf(options, deployment);
    const bar = new SingleBar({
        format: "  {bar} {percentage}% {value}/{total} events, {eta_formatted} left",
        clearOnComplete: true,
    });
    const visible = process.stdout.isTTY && (source.total ?? 0) > many;
    if (visible) bar.start(source.total ?? 0, 0);
    let [events, matched] = [0, 0];
    for await (const chunk of source.chunks) {
        matched += await pipeline.put(chunk);
        events += chunk.length;
        if (visible) bar.update(events);
    }
    await pipeline.drain();
    if (visible) bar.stop();
    return {
        name: source.name,
        events,
        matched,
        mustMatch: source.mustMatch,
        problems: source.problems,
        seconds: (Date.now() - start) / 1000,
    };
}

async function query(pipeline: Pipeline, { queries }: Deployment): Promise<void> {
    // What people ask first comes first.
    const names = Object.keys(queries).sort(
        (a, b) => Number(b === "validation") - Number(a === "validation"),
    );
    for (const name of names) {
        const sql = queries[name];
        const { columns, rows } = await pipeline.cloudTrail.lake.query(sql);
        print(
            queried(
                name,
                columns.map((column) => column.name),
                rows.map((row) => [...row]),
            ),
        );
    }
}

function lakeFile(keep: string | undefined): string | undefined {
    if (keep === undefined) return undefined;
    try {
        mkdirSync(keep, { recursive: true });
    } catch (error) {
        throw new UserError(
            `--keep ${keep} is not a folder that can be made: ${(error as Error).message}.`,
            "Name a folder that you may write to.",
        );
    }
    return path.join(keep, "lake.duckdb");
}

function interrupted(): Promise<void> {
    return new Promise((resolve) => {
        process.once("SIGINT", resolve);
        process.once("SIGTERM", resolve);
    });
}

/** Events are nobody else's: a folder that is made is 0700, and what DuckDB writes is 0600. */
export async function run(options: Options): Promise<boolean> {
    const usual = process.umask(0o077);
    try {
        return await deployAndSend(options);
    } finally {
        process.umask(usual);
    }
}

async function deployAndSend(options: Options): Promise<boolean> {
    const file = lakeFile(options.keep);
    const evaluated = await evaluateStack();
    const deployment = deploymentOf(evaluated);
    const instances = (options.count ?? 0) > many ? 2 : 1;
    const pipeline = await startPipeline(deployment, {
        port: options.port,
        accessKey: options.accessKey,
        file,
        instances,
    });
    try {
        print(deployed(evaluated.resources, deployment, pipeline.files));
        const sent = await send(pipeline, options, deployment);
        const outcome = await pipeline.outcome();
        print(delivered(sent, outcome));
        await query(pipeline, deployment);
        const faults = failures(sent, outcome);
        if (file !== undefined) print(kept(file));
        print(faults.length === 0 ? "\nNothing was lost." : `\n${faults.join("\n")}`);
        if (options.serve) {
            print(serving(pipeline, deployment));
            await interrupted();
        }
        return faults.length === 0;
    } finally {
        await pipeline.stop();
    }
}
