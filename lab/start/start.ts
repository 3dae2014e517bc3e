/** What `npm start` does: the stack, deployed on this machine, with events sent through it and queried. */
import { mkdirSync, mkdtempSync, rmdirSync } from "node:fs";
import * as path from "node:path";
import { SingleBar } from "cli-progress";
import { deploymentOf } from "../../local/deploy/deployment";
import type { Deployment } from "../../local/deploy/deployment";
import { noEvents } from "../../local/events/input";
import type { Options } from "./options";
import { startPipeline } from "../../local/run/pipeline";
import type { Pipeline } from "../../local/run/pipeline";
import type { Outcome } from "../../local/run/unit";
import { checkQueries, ownQueries, publishedQueries, runQueries } from "./queries";
import type { Result } from "./queries";
import { alike, delivered, deployed, differing, failures, kept, queried, sentLines, widened } from "./report";
import type { Sent } from "./report";
import { createService } from "./serve";
import { configurationOf, evaluate } from "../stack";
import { sourceOf } from "./sources";
import { UserError } from "../../local/userError";
import { print } from "../command";

/** More events than this are worth a second process of the function, and a progress bar. */
const many = 2000;

async function send(pipeline: Pipeline, options: Options, deployment: Deployment): Promise<Sent> {
    const start = Date.now();
    const source = sourceOf(options, deployment);
    const bar = new SingleBar({
        format: "  {bar} {percentage}% {value}/{total} events, {eta_formatted} left",
        clearOnComplete: true,
    });
    const visible = process.stdout.isTTY && !options.json && (source.total ?? 0) > many;
    if (visible) bar.start(source.total ?? 0, 0);
    let [events, matched] = [0, 0];
    for await (const chunk of source.chunks) {
        matched += await pipeline.put(chunk);
        events += chunk.length;
        if (visible) bar.update(events);
    }
    await pipeline.drain();
    if (visible) bar.stop();
    const { name, mustMatch, problems, span } = source;
    if (events === 0 && problems.length > 0) throw noEvents(name, problems[0]);
    return { name, events, matched, mustMatch, problems, span, seconds: (Date.now() - start) / 1000 };
}

/** @throws UserError unless files can be made in the folder, which is made first if need be. */
function lakeFile(keep: string | undefined): string | undefined {
    if (keep === undefined) return undefined;
    try {
        mkdirSync(keep, { recursive: true });
        rmdirSync(mkdtempSync(path.join(keep, "writable-")));
    } catch (error) {
        throw new UserError(
            `--keep ${keep} is not a folder that can be written to: ${(error as Error).message}.`,
            "Name a folder that you may write to.",
        );
    }
    return path.join(keep, "lake.duckdb");
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
    const own = ownQueries(options.query);
    const file = lakeFile(options.keep);
    const { destinations } = options;
    const configuration = configurationOf(options.stack, destinations && { destinations });
    const evaluated = await evaluate(configuration);
    const deployment = deploymentOf(evaluated);
    if (file !== undefined && deployment.objects !== undefined)
        throw new UserError(
            "--keep keeps CloudTrail Lake's events, and not what is in S3: here a bucket is in memory.",
            "Leave it out, or deliver to cloudtrail-lake alone.",
        );
    const service = createService(options.json);
    const pipeline = await startPipeline(deployment, {
        port: options.port,
        accessKey: options.accessKey,
        file,
        instances: (options.count ?? 0) > many ? 2 : 1,
        ...service.hooks,
    });
    const say = (text: string) => {
        if (!options.json) print(text);
    };
    try {
        const { stores } = pipeline.services;
        for (const store of stores) await checkQueries(store, deployment, own);
        say(deployed(configuration, evaluated.resources, deployment, pipeline.units));
        const sent = await send(pipeline, options, deployment);
        const outcomes: Outcome[] = [];
        for (const { destination } of stores) outcomes.push(await pipeline.outcome(destination));
        const differences = await pipeline.differences();
        say([sentLines(sent), ...outcomes.map((outcome) => delivered(sent, outcome))].join("\n"));
        const results: Result[] = [];
        for (const [index, store] of stores.entries()) {
            const texts = (store.destination === "s3" ? deployment.objects : deployment.lake)?.queries ?? {};
            const published = publishedQueries(texts, options.since, sent.span);
            if (index === 0 && own.length === 0 && published.since !== undefined)
                say(widened(published, sent.span));
            results.push(...(await runQueries(store, deployment, own.length > 0 ? own : published.queries)));
        }
        for (const result of results) say(queried(result, stores.length > 1));
        const faults = [...outcomes.flatMap((outcome) => failures(sent, outcome)), ...differing(differences)];
        if (file !== undefined) say(kept(file));
        const unread = sent.problems.length;
        const verdict = unread === 0 ? "Nothing was lost." : "Nothing was lost of the lines that are events.";
        if (faults.length === 0 && stores.length > 1) say(alike(differences));
        say(`\n${faults.length === 0 ? verdict : faults.join("\n")}`);
        if (options.json) {
            const { placeholders } = configuration;
            print(
                JSON.stringify({
                    placeholders,
                    sent,
                    outcomes,
                    differences,
                    queries: results,
                    file,
                    failures: faults,
                }),
            );
        }
        if (options.serve) await service.serve(pipeline, deployment, evaluated.outputs);
        if (unread > 0 && faults.length === 0)
            throw new UserError(
                `${unread} lines of ${sent.name} are not events, and were skipped.`,
                "Correct them, or take them out: the report says which.",
            );
        return faults.length === 0;
    } finally {
        await pipeline.stop();
    }
}
