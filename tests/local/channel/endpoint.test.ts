import { expect } from "chai";
import { request } from "node:http";
import { channelPolicy } from "../../../components/channelPolicy";
import { limits } from "../../../handler/limits";
import { readPolicy } from "../../../local/aws/iam/policy";
import { createChannelStatus } from "../../../local/cloudtrail";
import type { Call, Fault } from "../../../local/channel/types";
import {
    Laboratory,
    account,
    arnOf,
    auditEvent,
    channel,
    eventData,
    put,
    refusalOf,
    storeArn,
} from "./support";

const at = new Date("2026-11-20T14:03:05Z");
const now = () => at;

describe("the PutAuditEvents endpoint", () => {
    const laboratory = new Laboratory();
    afterEach(() => laboratory.stop());

    it("hands accepted events on, with the ids that it answers", async () => {
        const url = await laboratory.start({ now });
        const { successful, failed } = await put(url, [auditEvent("a"), auditEvent("b")]);
        expect(failed).to.deep.equal([]);
        expect(successful.map(({ id }) => id)).to.deep.equal(["a", "b"]);
        expect(laboratory.accepted).to.deep.equal(
            successful.map(({ eventID }) => ({
                storeArns: [storeArn],
                channelArn: channel.arn,
                eventID,
                eventData: eventData(),
                ingestionTime: at,
                region: "eu-central-1",
                accountId: account,
            })),
        );
        expect(new Set(successful.map(({ eventID }) => eventID))).to.have.lengthOf(2);
    });

    describe("refusing a call", () => {
        type Call = (url: string) => Promise<unknown>;
        const many = Array.from({ length: 101 }, (_, index) => auditEvent(`e${index}`));
        const [one, two] = [auditEvent("a"), auditEvent("b")];
        const guarded = {
            ...channel,
            arn: arnOf("guarded"),
            policy: readPolicy(channelPolicy(arnOf("guarded"), [], "id"), "its policy"),
        };
        const refused: [why: string, call: Call, name: string, status?: number][] = [
            [
                "no external ID",
                (url) => put(url, [one], { channelArn: guarded.arn }),
                "AccessDeniedException",
                403,
            ],
            ["101 events", (url) => put(url, many), "ValidationException"],
            ["two events with one id", (url) => put(url, [one, two, one]), "DuplicatedAuditEventId"],
            ["an unknown channel", (url) => put(url, [one], { channelArn: arnOf("x") }), "ChannelNotFound"],
        ];
        for (const [why, call, name, status = 400] of refused) {
            it(`answers ${name} for ${why}`, async () => {
                const url = await laboratory.start({ channels: [channel, guarded] });
                const error = await refusalOf(call(url));
                expect([error.name, error.$metadata?.httpStatusCode]).to.deep.equal([name, status]);
                expect(laboratory.accepted).to.deep.equal([]);
            });
        }

        it("takes a body of exactly 1 MB, and not one byte more", async () => {
            const url = await laboratory.start();
            const frame = Buffer.byteLength(JSON.stringify({ auditEvents: [{ id: "a", eventData: "" }] }));
            const exact = [{ id: "a", eventData: "x".repeat(limits.call.bytes - frame) }];
            const { failed } = await put(url, exact);
            expect(failed[0].errorCode).to.equal("InvalidData");
            const error = await refusalOf(put(url, [{ id: "a", eventData: `${exact[0].eventData}x` }]));
            expect(error.name).to.equal("RequestEntityTooLargeException");
            expect(error.$metadata?.httpStatusCode).to.equal(413);
        });

        it("answers 500 when the lake fails, and takes the client's next try", async () => {
            let tries = 0;
            const accept = () => (++tries === 1 ? Promise.reject(new Error("disk full")) : Promise.resolve());
            const url = await laboratory.start({ accept });
            const error = await refusalOf(put(url, [auditEvent("a")]));
            expect(error).to.include({ name: "InternalFailure" });
            expect(error.message).to.include("disk full");
            expect((await put(url, [auditEvent("a")], { maxAttempts: 2 })).successful).to.have.lengthOf(1);
        });
    });

    describe("on the wire", () => {
        const post = (url: string, init: RequestInit = {}) =>
            fetch(url, { method: "POST", body: "{}", ...init });
        for (const [method, path] of [
            ["GET", "/PutAuditEvents"],
            ["DELETE", "/elsewhere?x=1"],
        ]) {
            it(`does not know ${method} ${path}, and says what it knows`, async () => {
                const url = await laboratory.start();
                const response = await post(url + path, { method, body: undefined });
                expect(response.status).to.equal(404);
                expect(response.headers.get("x-amzn-errortype")).to.equal("UnknownOperationException");
                expect(await response.json()).to.deep.equal({
                    __type: "UnknownOperationException",
                    message: `Unknown operation: ${method} ${path.split("?")[0]}. Known here: POST /PutAuditEvents.`,
                });
            });
        }

        it("refuses a call that is not signed before it looks at anything else", async () => {
            const url = await laboratory.start();
            const response = await post(`${url}/PutAuditEvents`);
            expect(response.status).to.equal(403);
            expect(response.headers.get("x-amzn-errortype")).to.equal("MissingAuthenticationTokenException");
            expect(response.headers.get("x-amzn-requestid")).to.match(/^[0-9a-f-]{36}$/);
        });

        it("survives a client that hangs up in the middle", async () => {
            const url = await laboratory.start();
            await new Promise<void>((resolve) => {
                const cut = request(`${url}/PutAuditEvents`, {
                    method: "POST",
                    headers: { "content-length": 1000 },
                });
                cut.on("error", () => undefined).on("close", resolve);
                cut.write("{", () => cut.destroy());
            });
            expect((await put(url, [auditEvent("a")])).successful).to.have.lengthOf(1);
        });
    });

    it("notes attempts, the last success and the last failure of a channel", async () => {
        const status = createChannelStatus();
        const accept = () =>
            at.getTime() === times[3] ? Promise.reject(new Error("full")) : Promise.resolve();
        const times = [0, 1, 2, 3].map((minutes) => Date.UTC(2026, 10, 20, 14, minutes));
        let at = new Date();
        const url = await laboratory.start({ status, accept, now: () => at });
        const [a, b, bad] = [auditEvent("a"), auditEvent("b"), auditEvent("c", { version: null })];
        const noted = [];
        let last: string | undefined;
        for (const [index, events] of [[a, b, bad], [a, a], [a], [a]].entries()) {
            at = new Date(times[index]);
            const channelArn = index === 2 ? arnOf("x") : undefined;
            const answer = await put(url, events, { channelArn }).catch(() => undefined);
            last ??= answer?.successful[1].eventID;
            noted.push(status.of(channel.arn));
        }
        const success = {
            LatestIngestionSuccessTime: times[0] / 1000,
            LatestIngestionSuccessEventID: last,
            LatestIngestionAttemptEventID: last,
        };
        expect(noted).to.deep.equal(
            [
                [0, "FieldNotFound"],
                [1, "DuplicatedAuditEventId"],
                [1, "DuplicatedAuditEventId"],
                [3, "InternalFailure"],
            ].map(([time, LatestIngestionErrorCode]) => ({
                ...success,
                LatestIngestionAttemptTime: times[Number(time)] / 1000,
                LatestIngestionErrorCode,
            })),
        );
    });

    describe("with faults put in", () => {
        const faulty = (fault: Fault | undefined) => laboratory.start({ intercept: () => fault });

        it("shows each well-formed call to the interceptor", async () => {
            const calls: Call[] = [];
            const url = await laboratory.start({ intercept: (call) => void calls.push(call) });
            await put(url, [auditEvent("a")], { externalId: "e-1" });
            await refusalOf(put(url, []));
            await put(url, [auditEvent("b")]);
            const caller = { accessKeyId: "AKIDEXAMPLE", region: "eu-central-1" };
            const common = { caller, channelArn: channel.arn };
            expect(calls).to.deep.equal([
                { ...common, number: 1, externalId: "e-1", auditEvents: [auditEvent("a")] },
                { ...common, number: 2, externalId: undefined, auditEvents: [auditEvent("b")] },
            ]);
        });

        it("fails no event whose id is the name of a property that every object has", async () => {
            const ids = ["constructor", "toString", "__proto__"];
            const url = await faulty({ failures: { a: { errorCode: "InvalidData", errorMessage: "m" } } });
            const { successful } = await put(
                url,
                ids.map((id) => auditEvent(id)),
            );
            expect(successful.map(({ id }) => id)).to.deep.equal(ids);
        });

        it("refuses a whole call", async () => {
            const refusal = { status: 400, name: "ChannelUnsupportedSchema", message: "injected" };
            const url = await faulty({ refusal });
            expect((await refusalOf(put(url, [auditEvent("a")]))).name).to.equal("ChannelUnsupportedSchema");
            expect(laboratory.accepted).to.deep.equal([]);
        });

        it("refuses with headers that a client heeds: Retry-After", async () => {
            const refusal = {
                status: 503,
                name: "ServiceUnavailable",
                message: "m",
                headers: { "Retry-After": "0" },
            };
            const url = await laboratory.start({
                intercept: ({ number }) => (number < 3 ? { refusal } : undefined),
            });
            const { successful, $metadata } = await put(url, [auditEvent("a")], { maxAttempts: 3 });
            expect([successful.length, $metadata.attempts]).to.deep.equal([1, 3]);
        });

        const resets: [reset: Fault["reset"], accepted: number][] = [
            ["beforeAcceptance", 0],
            ["afterAcceptance", 1],
        ];
        for (const [reset, accepted] of resets) {
            it(`breaks the connection ${reset}`, async () => {
                const url = await faulty({ reset });
                const error = await refusalOf(put(url, [auditEvent("a")]));
                expect(error).to.have.property("code", "ECONNRESET");
                expect(laboratory.accepted).to.have.lengthOf(accepted);
            });
        }

        it("breaks the connection before the request is read, as often as it is told to", async () => {
            const requests: number[] = [];
            const url = await laboratory.start({}, (number) => requests.push(number) < 2);
            expect(await refusalOf(put(url, [auditEvent("a")]))).to.have.property("code", "ECONNRESET");
            expect((await put(url, [auditEvent("a")])).successful).to.have.lengthOf(1);
            expect([requests, laboratory.accepted.length]).to.deep.equal([[1, 2], 1]);
        });

        it("answers half of the answer, after acceptance", async () => {
            const url = await faulty({ reset: "withinAnswer" });
            const { name, message } = await refusalOf(put(url, [auditEvent("a")]));
            expect(`${name}: ${message}`).to.match(/^Error: aborted/);
            expect(laboratory.accepted).to.have.lengthOf(1);
        });

        it("takes its time, before acceptance and after it", async () => {
            const failures = { b: { errorCode: "Throttling", errorMessage: "m" } };
            const url = await faulty({ delayMs: 40, answerDelayMs: 40, failures });
            const start = performance.now();
            const answer = put(url, [auditEvent("a"), auditEvent("b")]);
            while (laboratory.accepted.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
            const accepted = performance.now();
            expect(accepted - start).to.be.greaterThan(38);
            expect((await answer).failed).to.have.lengthOf(1);
            expect(performance.now() - accepted).to.be.greaterThan(30);
        });
    });
});
