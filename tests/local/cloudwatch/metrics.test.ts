import { expect } from "chai";
import { createClock, createMetrics } from "../../../local/cloudwatch/metrics";

describe("metrics", () => {
    const metric = { namespace: "n", metricName: "m", dimensions: { a: "1", b: "2" } };

    it("are told apart by their dimensions, in whatever order they come", () => {
        const { put, read } = createMetrics();
        put(metric, 1);
        put({ ...metric, dimensions: { a: "1" } }, 2);
        put({ ...metric, dimensions: { b: "2", a: "1" } }, 3);
        expect(read(metric).map(({ value }) => value)).to.deep.equal([1, 3]);
        expect(read({ ...metric, metricName: "other" })).to.deep.equal([]);
    });

    it("are counted minute by minute, by a clock that may run faster", () => {
        const clock = createClock(10, Date.now() - 60_000);
        expect(clock.now() - Date.now()).to.be.within(540_000, 541_000);
        const { count, read } = createMetrics(clock);
        // To the middle of a minute.
        clock.skip(90_000 - (clock.now() % 60_000));
        for (let times = 0; times < 3; times++) count(metric, 2);
        clock.skip(60_000);
        count(metric, 1);
        expect(read(metric).map(({ value }) => value)).to.deep.equal([6, 1]);
    });
});
