import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import {
    CloudTrailClient,
    DescribeQueryCommand,
    GetQueryResultsCommand,
    ListEventDataStoresCommand,
    StartQueryCommand,
} from "@aws-sdk/client-cloudtrail";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { CloudTrailDataClient, PutAuditEventsCommand } from "../../../local/sdk/client-cloudtrail-data";
import { main } from "../../../lab/start/main";
import { called, fileOf, program, root } from "../command";

const credentials = { accessKeyId: "AKIALOCALTEST0000", secretAccessKey: "local" };

describe("npm start -- --serve", function () {
    this.timeout(180_000);
    let child: ChildProcessWithoutNullStreams;
    const ended = new AbortController();
    let output = "";
    let endpoint: string;
    let channel: string;

    before(async () => {
        const file = fileOf(['{"uuid":"mine","event_type_id":5}']);
        const args = [file, "--serve", "--access-key", credentials.accessKeyId];
        // A shell in between, as npm is: it can die without a signal to what it started.
        const command = ["-c", '"$@"; exit $?', "sh", process.execPath, ...program("start"), ...args];
        child = spawn("sh", command, { cwd: root });
        child.stdout.setEncoding("utf8");
        child.stdout.once("end", () => ended.abort());
        await said("onelogin-dead-letters");
        [, endpoint] = /AWS_ENDPOINT_URL=(\S+)/.exec(output) as RegExpExecArray;
        [channel] = /arn:aws:cloudtrail:\S+:channel\/\S+/.exec(output) as RegExpExecArray;
    });

    after("ends when its parent has died", async () => {
        const [, file] = /file:\/\/(\S+event\.json)/.exec(output) as RegExpExecArray;
        child.kill("SIGKILL");
        await once(child.stdout.resume(), "close");
        expect(existsSync(file), "it tidied up").to.equal(false);
    });

    const client = () => new CloudTrailClient({ endpoint, region: "us-east-1", credentials });

    async function query(statement: string): Promise<Record<string, string>[][] | undefined> {
        const { QueryId } = await client().send(new StartQueryCommand({ QueryStatement: statement }));
        let status = "QUEUED";
        while (status === "QUEUED" || status === "RUNNING") {
            status = (await client().send(new DescribeQueryCommand({ QueryId }))).QueryStatus as string;
        }
        return (await client().send(new GetQueryResultsCommand({ QueryId }))).QueryResultRows;
    }

    /** As AWS's clients send it; nobody checks what a secret signed. */
    function call(service: string, target: string | undefined, body: object): Promise<Response> {
        const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
        const scope = `${credentials.accessKeyId}/${date.slice(0, 8)}/us-east-1/${service}/aws4_request`;
        const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`;
        const headers = { authorization, "x-amz-date": date, ...(target && { "x-amz-target": target }) };
        return fetch(endpoint, { method: "POST", headers, body: JSON.stringify(body) });
    }

    const putEvents = (Entries: unknown) => call("events", "AWSEvents.PutEvents", { Entries });

    async function said(words: string): Promise<void> {
        while (!output.includes(words)) {
            const [text] = (await once(child.stdout, "data", { signal: ended.signal })) as [string];
            output += text;
        }
    }

    it("takes new events for the bus, and says what became of each", async () => {
        const [, file] = /file:\/\/(\S+event\.json)/.exec(output) as RegExpExecArray;
        const sample = JSON.parse(readFileSync(file, "utf8")) as { Detail: string }[];
        const { uuid } = JSON.parse(sample[0].Detail) as { uuid: string };
        expect(await (await putEvents(sample)).json()).to.have.property("FailedEntryCount", 0);
        await said(`USER_LOGGED_INTO_ONELOGIN  ${uuid}\n`);
        const whole = { Source: "aws.partner/onelogin.com/US-1/x", DetailType: "x" };
        const answer = await putEvents([
            { ...whole, Detail: '{"uuid":"whole","event_type_id":8}', Time: 1_790_000_000 },
            { ...whole, Detail: "no JSON" },
            { Detail: '{"name":"neither"}' },
            { Source: 5, Detail: "{}" },
            { ...whole, Detail: `{"uuid":"deep","x":${"[".repeat(9000)}${"]".repeat(9000)}}` },
        ]);
        const { FailedEntryCount, Entries } = (await answer.json()) as Record<string, unknown>;
        expect(FailedEntryCount).to.equal(4);
        expect(Entries).to.have.nested.property("[0].EventId");
        expect(Entries).to.have.nested.property("[2].ErrorMessage").that.includes("Detail is neither");
        expect(Entries).to.have.nested.property("[4].ErrorMessage").that.includes("nested too deeply");
        await said("2026-09-21T14:13:20Z  USER_LOGGED_INTO_APP  whole\n");
    });

    it("says why a message is dead-lettered", async () => {
        const [, QueueUrl, queues] = /--queue-url ((http:\S+?:\d+)\S+)/.exec(output) as RegExpExecArray;
        const sqs = new SQSClient({ endpoint: queues, region: "us-east-1", credentials });
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" }));
        await said("  dead-lettered  not an EventBridge event · NotAnEvent · the body is not JSON\n");
    });

    it("answers the queries of real clients, with one account number everywhere", async () => {
        const { EventDataStores } = await client().send(new ListEventDataStoresCommand({}));
        const arn = EventDataStores?.[0].EventDataStoreArn as string;
        const rows = await query(
            `SELECT recipientAccountId, eventData.recipientAccountId, eventJson FROM ${arn.split("/").pop()} WHERE eventData.UID = 'mine'`,
        );
        expect(rows).to.have.length(1);
        const places = [arn, channel, output, JSON.stringify(rows)];
        for (const text of places)
            expect(new Set(text.match(/\b\d{12}\b/g)), text).to.deep.equal(new Set(["123456789012"]));
    });

    it("refuses other entries, buses and services by name", async () => {
        const refusals: [Promise<Response>, words: string][] = [
            [putEvents([]), "1 to 10 Entries are expected."],
            [putEvents("none"), "A list of Entries is expected."],
            [putEvents([{ EventBusName: "default" }]), 'Event bus \\"default\\" does not exist'],
            [
                call("events", "AWSEvents.ListRules", {}),
                "ListRules is not known to this stand-in for EventBridge",
            ],
            [call("dynamodb", "DynamoDB.ListTables", {}), "dynamodb is not served here"],
            [call("sns", undefined, {}), "<Message>sns is not served here"],
        ];
        for (const [answer, words] of refusals) {
            expect((await answer).status).to.equal(400);
            expect(await (await answer).text()).to.include(words);
        }
    });

    it("answers nobody with another key, nor under another host's name", async () => {
        const guessed = { accessKeyId: "AKIALOCALTEST0001", secretAccessKey: "local" };
        const config = { endpoint, region: "us-east-1", credentials: guessed };
        const auditEvents = [{ id: "a", eventData: "{}" }];
        const put = new PutAuditEventsCommand({ channelArn: channel, auditEvents });
        for (const call of [
            new CloudTrailClient(config).send(new ListEventDataStoresCommand({})),
            new CloudTrailDataClient(config).send(put),
        ]) {
            const error: unknown = await call.catch((failure: unknown) => failure);
            expect(error).to.include({ name: "UnrecognizedClientException" });
        }
        const { hostname, port } = new URL(endpoint);
        for (const path of ["/", "/PutAuditEvents"]) {
            const headers = { host: `evil.example:${port}` };
            const [answer] = (await once(
                request({ hostname, port, path, method: "POST", headers }).end(),
                "response",
            )) as [IncomingMessage];
            answer.resume();
            expect(answer.headers["x-amzn-errortype"]).to.equal("AccessDeniedException");
        }
    });

    it("says that a port is in use", async () => {
        const server = createServer().listen(0, "127.0.0.1");
        await once(server, "listening");
        const { port } = server.address() as AddressInfo;
        const { code, stderr } = await called(main, "--serve", "--port", String(port));
        server.close();
        expect(stderr).to.equal(
            `Port ${port} is in use.\nChoose another with --port, or leave --port out for any free one.\n`,
        );
        expect(code).to.equal(2);
    });
});
