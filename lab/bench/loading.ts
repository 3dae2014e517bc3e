import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { provideSdk } from "../../local/sdk/install";
import { serializeForwarder } from "../forwarder/closure";
import { environment } from "../forwarder/start";
import { atMost, medians, type Measurement } from "./figures";

const run = promisify(execFile);

const empty = `"use strict";
require("@aws-sdk/client-cloudtrail-data");
require("@aws-sdk/client-sqs");
exports.handler = async () => undefined;
`;

/**
 * Prints the CPU microseconds from nothing to a handler, as at a cold start. Loading waits for next to nothing; the clock
 * on the wall would measure what else the machine does in these few hundredths of a second.
 */
const stopwatch = `"use strict";
const begin = process.cpuUsage();
const { handler } = require(process.argv[2]);
const { user, system } = process.cpuUsage(begin);
console.log(typeof handler === "function" ? user + system : "no handler");
`;

async function load(folder: string, file: string): Promise<number> {
    const env = { ...environment, EXTERNAL_ID: "external-1", AWS_REGION: "us-east-1" };
    const { stdout } = await run(process.execPath, ["stopwatch.js", `./${file}`], { cwd: folder, env });
    return Number(stdout);
}

/** What the function adds to a cold start, beyond the two clients that it cannot do without. */
export const loading: Measurement = async () => {
    const folder = await mkdtemp(join(tmpdir(), "bench-"));
    try {
        await provideSdk(folder);
        await writeFile(join(folder, "__index.js"), await serializeForwarder());
        await writeFile(join(folder, "empty.js"), empty);
        await writeFile(join(folder, "stopwatch.js"), stopwatch);
        const { ours, theirs } = await medians([1, 15], async () => ({
            ours: await load(folder, "__index.js"),
            theirs: await load(folder, "empty.js"),
        }));
        return [atMost("CPU of loading the zip, against an empty function", 1.2, ours / theirs, "×")];
    } finally {
        await rm(folder, { recursive: true });
    }
};
