import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dayAfter } from "../../cli/time";
import { run } from "../../cli/program";
import { athenaQueriesFor, queriesFor } from "../../components/queries";
import { bodyWith } from "../../lab/forwarder/events";
import { deployStack, evaluateStack } from "../../lab/stack";
import { readPolicy } from "../../local/aws/iam/policy";
import { accountId } from "../../local/aws/place";
import { startPipeline, type Pipeline } from "../../local/run/pipeline";
import { createBucket } from "../../local/s3/bucket";
import { keptTerminal } from "../cli/terminal";
import { withVariables } from "../cli/variables";
import { readText } from "./documents";

const page = readText("docs/leave-cloudtrail-lake.md");
const today = new Date().toISOString().slice(0, 10);
const days = [-3, -2, -1].map((offset) => dayAfter(today, offset));
const both = {
    destinations: ["cloudtrail-lake", "s3"],
    s3WriterArns: [`arn:aws:iam::${accountId}:role/operator`],
};
const eventsOf = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, n) => n + from).map((n) =>
        bodyWith({
            uuid: `event-${n}`,
            event_timestamp: `${days[n % 3]} 12:00:${String(n % 60).padStart(2, "0")} UTC`,
        }),
    );

describe("docs/leave-cloudtrail-lake.md, run on this machine", function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), "leaving-"));
    const file = join(folder, "lake.duckdb");
    let pipeline: Pipeline | undefined;
    let restore: (() => void) | undefined;
    afterEach(async () => {
        restore?.();
        await pipeline?.stop();
    });
    after(() => rmSync(folder, { recursive: true }));

    async function deployed(changes: Record<string, unknown>): Promise<{ outputs: Record<string, unknown> }> {
        await pipeline?.stop();
        pipeline = await startPipeline(await deployStack(changes), { file });
        return evaluateStack(changes);
    }
    async function deliver(from: number, to: number): Promise<void> {
        await pipeline?.put(eventsOf(from, to));
        await pipeline?.drain();
    }

    it("CloudTrail Lake alone, then both, the history, and S3 alone: every event is in S3 at the end, under one id each", async () => {
        await deployed({});
        await deliver(0, 30);

        // 1. Deliver to both. One event comes twice.
        const { outputs } = await deployed(both);
        await deliver(30, 60);
        await deliver(30, 31);
        const services = (pipeline as unknown as Pipeline).services;

        // 2. Compare.
        const store = String((outputs.eventDataStoreArns as string[])[0]);
        const [database, table] = [String(outputs.athenaDatabaseName), String(outputs.athenaTableName)];
        const query = /^query=(.+)$/m.exec(page)?.[1] ?? "";
        const compared = async () => {
            const lake = await services.lake?.query(queriesFor(store.split("/")[1])[query]);
            const athena = await services.objects?.query(athenaQueriesFor(database, table)[query]);
            return [lake?.rows, athena?.rows];
        };
        const [lakes, athenas] = await compared();
        expect(lakes?.map(([day, events]) => [day, events])).to.deep.equal(days.map((day) => [day, "20"]));
        expect(athenas?.map(([day, events]) => [day, events])).to.deep.equal(days.map((day) => [day, "10"]));

        // 3. Copy the history, by the page's policy and its command.
        const [, document] = /<<END\n([^]*?)^END$/m.exec(page) ?? [];
        const variables = { $staging: "staging", $account: accountId, $store: store };
        const policy = readPolicy(
            Object.entries(variables).reduce((text, [name, value]) => text.replaceAll(name, value), document),
            "the page's policy",
        );
        const [, , , region] = store.split(":");
        const staging = { name: "staging", arn: "arn:aws:s3:::staging", account: accountId, region, policy };
        services.objects?.buckets.push(createBucket({ ...staging, versioned: false }, () => new Date()));
        restore = withVariables((pipeline as unknown as Pipeline).variables);
        const outputsFile = join(folder, "outputs.json");
        writeFileSync(outputsFile, JSON.stringify(outputs));
        const [, call] = /^npx onelogin-cloudtrail-lake (.*)$/m.exec(page) ?? [];
        const args = call
            .replace("2026-01-01", days[0])
            .replace('"s3://$staging/history"', "s3://staging/history")
            .split(" ");
        const terminal = keptTerminal();
        const code = await run([...args, "--outputs", outputsFile, "--yes"], terminal);
        expect(code, [...terminal.printed, ...terminal.noted].join("\n")).to.equal(0);
        const [lake, athena] = await compared();
        expect(athena).to.deep.equal(lake);

        // 4. Drain, and 5. S3 alone.
        const { deadLetters, leftInQueue } = await (pipeline as unknown as Pipeline).outcome(
            "cloudtrail-lake",
        );
        expect([deadLetters, leftInQueue]).to.deep.equal([[], 0]);
        const ids = await services.objects?.ids();
        expect([...new Set(ids)].length).to.equal(60);
        await deployed({ destinations: ["s3"] });
        await deliver(60, 63);
        const { reconciliation } = await (pipeline as unknown as Pipeline).outcome();
        expect(reconciliation).to.deep.include({ stored: 3, lost: [] });
    });
});
