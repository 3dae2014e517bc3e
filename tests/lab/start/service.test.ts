import * as fs from "node:fs";
import { expect } from "chai";
import type { Deployment } from "../../../local/deploy/deployment";
import type { Pipeline } from "../../../local/run/pipeline";
import { createService } from "../../../lab/start/serve";
import { called } from "../command";

describe("what npm start -- --serve says", () => {
    const arn = (resource: string) => `arn:aws:cloudtrail:us-east-1:123456789012:${resource}`;
    const pipeline = {
        variables: { AWS_DEFAULT_REGION: "us-east-1", AWS_ENDPOINT_URL: "http://127.0.0.1:4000" },
        queues: { endpoint: "http://127.0.0.1:4001" },
    } as unknown as Pipeline;
    const deployment = {
        account: "123456789012",
        region: "us-east-1",
        eventSourceName: "aws.partner/onelogin.com/US-1/abc",
        lake: { channel: { arn: arn("channel/c") }, stores: [{ arn: arn("eventdatastore/s") }] },
        objects: {
            bucket: { name: "bucket" },
            table: { database: "db", name: "events" },
            workgroup: { name: "group" },
        },
        units: [{ deadLetters: { name: "dead-letters" } }],
    } as unknown as Deployment;
    const eventData = { UID: "a", eventName: "USER_LOGGED_INTO_APP", eventTime: "2026-11-20T14:03:00Z" };
    const deadLetter = { body: "hello", attributes: { reason: "no event", errorCode: "NotAnEvent" } };

    it("is JSON with --json, and ends when nobody reads it any more", async () => {
        const { stdout } = await called(async () => {
            const service = createService(true);
            const happen = () => {
                service.hooks.onAccepted({ eventData } as never);
                service.hooks.onStored("bucket", { key: "events/a", body: Buffer.from("hello") } as never);
                service.hooks.onDeadLetter(deadLetter);
            };
            // What comes before it serves is in the report.
            happen();
            const serving = service.serve(pipeline, deployment, { ruleArn: "arn" });
            happen();
            process.stdout.emit("error", new Error("EPIPE"));
            await serving;
            return true;
        });
        const [first, ...others] = stdout
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line) as Record<string, object>);
        expect(others).to.deep.equal([
            { delivered: { id: "a", eventName: eventData.eventName, eventTime: eventData.eventTime } },
            { stored: { object: "s3://bucket/events/a", bytes: 5 } },
            { deadLettered: deadLetter },
        ]);
        expect(first.serving).to.have.nested.property("variables.AWS_DEFAULT_REGION", "us-east-1");
        expect(first.serving)
            .to.have.property("commands")
            .that.includes("aws s3 ls s3://bucket/events/ --recursive");
        const [, file] = /file:\/\/(\S+event\.json)/.exec(JSON.stringify(first)) as RegExpExecArray;
        expect(fs.existsSync(file), "its sample is gone with it").to.equal(false);
    });
});
