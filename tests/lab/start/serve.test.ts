import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import {
    CloudTrailClient,
    DescribeQueryCommand,
    GetChannelCommand,
    GetQueryResultsCommand,
    ListEventDataStoresCommand,
    StartQueryCommand,
} from "@aws-sdk/client-cloudtrail";
import { expect } from "chai";
import { CloudTrailDataClient, PutAuditEventsCommand } from "../../../local/sdk/client-cloudtrail-data";
import { main } from "../../../lab/start/main";
import { called, fileOf, program, root } from "../command";

const credentials = { accessKeyId: "AKIALOCALTEST0000", secretAccessKey: "local" };

describe("npm start -- --serve", function () {
    this.timeout(180_000);
    let child: ChildProcessWithoutNullStreams;
    let output = "";
    let endpoint: string;
    let channel: string;

    before(async () => {
        const file = fileOf(['{"uuid":"mine","event_type_id":5}']);
        const args = [file, "--serve", "--access-key", credentials.accessKeyId];
        child = spawn(process.execPath, [...program("start"), ...args], { cwd: root });
        child.stdout.setEncoding("utf8");
        for await (const text of child.stdout as AsyncIterable<string>) {
            output += text;
            if (output.includes("put-audit-events")) break;
        }
        [endpoint] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) as RegExpExecArray;
        [channel] = /arn:aws:cloudtrail:\S+:channel\/\S+/.exec(output) as RegExpExecArray;
    });

    after(async () => {
        child.kill("SIGINT");
        const [code] = (await once(child, "exit")) as [number];
        expect(code).to.equal(0);
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

    it("answers a real client about stores and the channel", async () => {
        const { EventDataStores } = await client().send(new ListEventDataStoresCommand({}));
        expect(EventDataStores).to.have.length(1);
        const { Source, IngestionStatus } = await client().send(new GetChannelCommand({ Channel: channel }));
        expect(Source).to.equal("OneLogin");
        expect(IngestionStatus?.LatestIngestionSuccessEventID).to.be.a("string");
    });

    it("takes events and queries from real clients", async () => {
        const { EventDataStores } = await client().send(new ListEventDataStoresCommand({}));
        const id = EventDataStores?.[0].EventDataStoreArn?.split("/").pop() as string;
        const eventData = JSON.stringify({
            version: "1",
            userIdentity: { type: "Test", principalId: "me" },
            eventSource: "onelogin.com",
            eventName: "BY_HAND",
            eventTime: "2026-11-20T14:03:00Z",
            UID: "by-hand",
            recipientAccountId: "123456789012",
        });
        const data = new CloudTrailDataClient({ endpoint, region: "us-east-1", credentials });
        const { successful } = await data.send(
            new PutAuditEventsCommand({ channelArn: channel, auditEvents: [{ id: "by-hand", eventData }] }),
        );
        expect(successful).to.have.length(1);
        const rows = await query(`SELECT eventData.UID FROM ${id} ORDER BY 1`);
        expect(rows?.map(([column]) => Object.values(column)[0])).to.deep.equal(["by-hand", "mine"]);
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
