import { expect } from "chai";
import { limits } from "../../../handler/limits";
import { createObjects } from "../../../handler/objects";
import { createScalars } from "../../../handler/scalars";
import {
    costPerMillion,
    destinationCosts,
    eventsPerObject,
    fixedRetentionCostsMore,
    queryCosts,
    total,
} from "../../../lab/load/cost";
import data from "../../../docs/prices.json";
import { generateEvents } from "../../../lab/samples/generate";
import { typicalEvent } from "../../../lab/samples/typical";
import { evaluateStack } from "../../../lab/stack";
import { chunks } from "../../../local/chunks";
import { id as storeOf, lakeOf, record } from "../../local/lake/support";
import { createForwardersMapper, createWritersMapper } from "../../support/mapper";

describe("what a million events cost", () => {
    // Calculated by hand, with the prices of prices.json.
    const usage = {
        eventBytes: 1_073_741.824 / 1000,
        recordBytes: 2 * (1_073_741.824 / 1000),
        deliveries: 1,
        invocations: 0.01,
        seconds: 0.2,
        megabytes: 256,
    };
    const costs = costPerMillion(usage);

    const byHand: Record<string, number> = {
        // A million events of less than 64 KB, a dollar a million.
        EventBridge: 1,
        // A million sent one by one, 100,000 requests to receive and as many to delete, at 0.40 a million.
        SQS: 0.48,
        // 10,000 invocations, at 0.20 a million.
        "Lambda, requests": 0.002,
        // 10,000 × 0.2 s × a quarter of a GB = 500 GB-seconds.
        "Lambda, time": 0.0066667,
        // A GB of raw events and 15 MB of the function's own log, at 0.50 a GB.
        "CloudWatch Logs": 0.5069849,
        // 2 GB, at 0.50.
        "CloudTrail Lake": 1,
    };

    it("are as by hand, and nothing else", () => {
        for (const [what, cost] of Object.entries(byHand))
            expect(costs[what], what).to.be.closeTo(cost, 1e-7);
        expect(costs).to.have.all.keys(...Object.keys(byHand));
        expect(total(costs)).to.be.closeTo(2.9956516, 1e-6);
    });

    it("grow with each 64 KB begun, for the bus and the queue", () => {
        const { EventBridge, SQS } = costPerMillion({ ...usage, eventBytes: 65_537 });
        expect(EventBridge).to.equal(2);
        // Two to send, 11 for ten to receive, one for ten to delete.
        expect(SQS).to.be.closeTo((2 + 1.1 + 0.1) * 0.4, 1e-9);
    });

    it("grow with each delivery, for the queue", () => {
        expect(costPerMillion({ ...usage, deliveries: 6 }).SQS - costs.SQS).to.be.closeTo(0.2, 1e-9);
    });

    it("are 2 dollars a GB more with fixed retention", () => {
        expect(fixedRetentionCostsMore(usage)).to.be.closeTo(4, 1e-9);
    });

    it("are of the architecture and the billing mode that the component registers", async () => {
        const { resources } = await evaluateStack();
        const registered = (suffix: string) => resources.find(({ name }) => name.endsWith(suffix))?.inputs;
        expect(registered("-function")?.architectures).to.deep.equal([
            data.prices.lambdaDuration.architecture,
        ]);
        expect(registered("-store")?.billingMode).to.equal(data.prices.lakeExtendable.billingMode);
    });

    it("take each price from somewhere, on some day", () => {
        for (const { page, asOf, source } of Object.values(data.prices)) {
            expect(page).to.match(/^https:\/\/aws\.amazon\.com\/[a-z0-9]+\/pricing\/$/);
            expect(asOf).to.match(/^\d{4}(-\d\d){0,2}$/);
            expect(source).to.not.equal("");
        }
    });
});

describe("what the destinations cost", () => {
    it("has as many events in an object as a poller finds while its window is open", () => {
        // 86,400 a day are one a second, for five pollers.
        expect(eventsPerObject(86_400)).to.be.closeTo(60, 1e-9);
        expect(eventsPerObject(10)).to.equal(1);
        expect(eventsPerObject(1e9)).to.equal(1000);
    });

    it("is for S3 its requests and a year's storage, for CloudTrail Lake the bytes taken in", () => {
        const { s3, lake } = destinationCosts("alike", 1e9);
        expect(s3).to.be.closeTo(5 / 1000 + ((119e6 * 0.023) / 1024 ** 3) * 12, 1e-9);
        expect(lake).to.be.closeTo((3107e6 / 1024 ** 3) * 0.5, 1e-9);
    });

    it("at a million a day is for S3 at most a twentieth", () => {
        const { s3, lake } = destinationCosts("alike", 1_000_000);
        expect(s3 / lake).to.be.within(0.01, 0.05);
    });

    it("of a query is for Athena the bytes stored, ten megabytes at least, and a request an object", () => {
        expect(queryCosts("alike", 1, 7).s3).to.be.closeTo((1e7 / 1024 ** 4) * 5 + 7 * 0.4e-6, 1e-9);
        const many = queryCosts("alike", 1e9, 1);
        expect(many.s3).to.be.closeTo((119e9 / 1024 ** 4) * 5 + 1 * 0.4, 1e-6);
        expect(many.lake).to.be.closeTo((3107e9 / 1024 ** 3) * 0.005, 1e-6);
    });

    for (const [name, { eventBytes, recordBytes, bytesPerEvent }] of Object.entries(data.stored)) {
        it(`takes the sizes of ${name} events as the writer stores them`, async () => {
            const writer = createWritersMapper();
            const { plan, toObject } = createObjects(createScalars(limits.idLength));
            const texts =
                name === "alike"
                    ? Array.from({ length: 1000 }, (_, n) => typicalEvent(n))
                    : [...generateEvents(1000, { now: new Date("2026-11-27T23:59:59Z") })];
            const mean = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0) / texts.length;
            expect(mean(texts.map((text) => Buffer.byteLength(text)))).to.be.closeTo(
                eventBytes,
                eventBytes / 20,
            );
            const events = texts
                .map((text) => writer.map(text, Date.parse("2026-11-28T00:00:00Z")))
                .filter((event) => typeof event !== "string");
            for (const [count, bytes] of Object.entries(bytesPerEvent)) {
                const objects = chunks(events, Number(count), Infinity, () => 0).flatMap((part) =>
                    plan(part.map((event) => ({ event, deliveries: [], outcome: { kind: "accepted" } }))),
                );
                const sizes = objects.map((group) => toObject(group.map(({ event }) => event)).body.length);
                expect(mean(sizes), `${count} an object`).to.be.closeTo(bytes, bytes / 10);
            }
            const lake = await lakeOf();
            const forwarder = createForwardersMapper();
            const kept = texts
                .map((text) => forwarder.map(text, 0))
                .filter((event) => typeof event !== "string");
            await lake.ingest(
                kept.map(({ id, text }) => record(id, JSON.parse(text) as Record<string, unknown>)),
            );
            const { statistics } = await lake.query(`SELECT count(*) FROM ${storeOf}`);
            await lake.close();
            expect(statistics.bytesScanned / statistics.eventsScanned).to.be.closeTo(
                recordBytes,
                recordBytes / 20,
            );
        });
    }
});
