/** What stays up after a run, for AWS's clients: how to call it, and a line for each event that arrives. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Deployment, LakeSettings } from "../../local/deploy/deployment";
import type { ObjectsSettings } from "../../local/deploy/objects";
import { storeId } from "../../local/lake";
import type { Pipeline, PipelineOptions } from "../../local/run/pipeline";
import { print } from "../command";
import { heading } from "./report";
import { shown } from "../../cli/table";

type Hooks = Required<Pick<PipelineOptions, "onAccepted" | "onStored" | "onDeadLetter">>;

/** @param json One line of JSON for each thing that is said. */
export function createService(json: boolean) {
    let serving = false;
    const say = (what: object, text: string) => {
        if (serving) print(json ? JSON.stringify(what) : `  ${text}`);
    };
    const hooks: Hooks = {
        onAccepted({ eventData }) {
            const { UID: id, eventName, eventTime } = eventData;
            const text = [eventTime, eventName, id].map((value) => shown(String(value))).join("  ");
            say({ delivered: { id, eventName, eventTime } }, `delivered      ${text}`);
        },
        onStored(bucket, { key, body: { length: bytes } }) {
            const object = `s3://${bucket}/${key}`;
            say({ stored: { object, bytes } }, `stored         ${object} (${bytes} bytes)`);
        },
        onDeadLetter({ body, attributes }) {
            const reasons = Object.values(attributes).map(shown).join(" · ");
            say({ deadLettered: { body, attributes } }, `dead-lettered  ${reasons}`);
        },
    };
    return {
        /** For the pipeline: what is said once it serves. */
        hooks,
        /**
         * Says how to call the pipeline, and ends when it is interrupted, or nobody is there any more.
         * @param outputs The stack's.
         */
        async serve(pipeline: Pipeline, deployment: Deployment, outputs: object): Promise<void> {
            const folder = mkdtempSync(path.join(tmpdir(), "onelogin-serve-"));
            try {
                const fileOf = (name: string, content: unknown) => {
                    const file = path.join(folder, name);
                    writeFileSync(file, JSON.stringify(content, null, 2));
                    return file;
                };
                const { variables } = pipeline;
                const commands = howTo(pipeline, deployment, {
                    event: fileOf("event.json", [sampleEntry(deployment)]),
                    outputs: fileOf("outputs.json", outputs),
                });
                serving = true;
                const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
                if (json) print(JSON.stringify({ serving: { variables, commands } }));
                else
                    print(
                        [
                            heading("Serving, until you press Ctrl+C"),
                            `  export ${lines.join(" ")}`,
                            ...commands.map((command) => `  ${command}`),
                            "",
                        ].join("\n"),
                    );
                await interrupted();
            } finally {
                rmSync(folder, { recursive: true });
            }
        },
    };
}

/** What `aws events put-events` takes: a Detail alone is read as a line of an events file is. */
function sampleEntry({ eventSourceName }: Deployment): object {
    const time = new Date().toISOString().replace(/T(.+)\..*/, " $1 UTC");
    const event = { uuid: randomUUID(), event_timestamp: time, event_type_id: 5, user_name: "Sample User" };
    return { Detail: JSON.stringify(event), EventBusName: eventSourceName };
}

/** @param files Where the sample and the stack's outputs are. */
function howTo(
    { queues }: Pipeline,
    { account, lake, objects, units }: Deployment,
    files: { event: string; outputs: string },
): string[] {
    const sqs = units.flatMap(({ queue, deadLetters }) => [queue ?? [], deadLetters].flat());
    const aws = [
        `events put-events --entries file://${files.event}`,
        ...(lake === undefined ? [] : lakeCommands(lake)),
        ...(objects === undefined ? [] : athenaCommands(objects)),
        ...sqs.map(
            ({ name }) =>
                `sqs get-queue-attributes --attribute-names All --queue-url ${queues.endpoint}/${account}/${name}`,
        ),
    ];
    return [
        `npx onelogin-cloudtrail-lake status --outputs ${files.outputs}`,
        ...aws.map((command) => `aws ${command}`),
    ];
}

function lakeCommands({ channel, stores }: LakeSettings): string[] {
    return [
        "cloudtrail list-event-data-stores",
        `cloudtrail get-channel --channel ${channel.arn}`,
        `cloudtrail start-query --query-statement 'SELECT count(*) FROM ${storeId(stores[0].arn)}'`,
        "cloudtrail get-query-results --query-id <QueryId>",
    ];
}

function athenaCommands({ bucket, table: { databaseName, name }, workgroup }: ObjectsSettings): string[] {
    const sql = `SELECT day, count(DISTINCT eventid) FROM "${databaseName}"."${name}" GROUP BY 1`;
    return [
        `glue get-table --database-name ${databaseName} --name ${name}`,
        `athena start-query-execution --work-group ${workgroup.name} --query-string '${sql}'`,
        "athena get-query-execution --query-execution-id <QueryExecutionId>",
        "athena get-query-results --query-execution-id <QueryExecutionId>",
        `s3 ls s3://${bucket.name}/events/ --recursive`,
    ];
}

/** Milliseconds between two looks at who started this. */
const betweenLooks = 2000;

/** By Ctrl+C; or whoever started this has ended (then the parent is another), or reads no more. */
function interrupted(): Promise<void> {
    const parent = process.ppid;
    return new Promise((resolve) => {
        const timer = setInterval(() => process.ppid !== parent && end(), betweenLooks);
        const end = () => {
            clearInterval(timer);
            resolve();
        };
        process.once("SIGINT", end);
        process.once("SIGTERM", end);
        process.stdout.once("error", end);
    });
}
