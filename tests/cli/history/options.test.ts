import { expect } from "chai";
import { daysOf, different, timeBound } from "../../../cli/history/days";
import { spanOf, stagingOf } from "../../../cli/history/options";

const now = new Date("2026-03-10T00:30:00Z");

describe("the days that history copies", () => {
    it("are those from --since to the one before today, which alone are over", () => {
        expect(spanOf({ since: "2026-02-27" }, now)).to.deep.equal({
            since: "2026-02-27",
            until: "2026-03-09",
        });
        expect(spanOf({ since: "2026-02-27", until: "2026-02-27" }, now).until).to.equal("2026-02-27");
    });

    for (const [since, until, message] of [
        ["2026-02-30", undefined, "--since 2026-02-30 is not a day from 2020-01-01 on"],
        ["27.2.2026", undefined, "--since 27.2.2026 is not a day"],
        ["2019-12-31", undefined, "--since 2019-12-31 is not a day from 2020-01-01 on"],
        ["2026-03-01", "2026-03-10", "--until 2026-03-10 is not over"],
        ["2026-03-05", "2026-03-04", "--since 2026-03-05 is after --until 2026-03-04"],
    ]) {
        it(`are not ${since} to ${until ?? "yesterday"}`, () =>
            expect(() => spanOf({ since: String(since), until }, now)).to.throw(String(message)));
    }

    it("are bounded on both sides, but for events from the future", () => {
        expect(timeBound({ since: "2026-02-27", until: "2026-02-28" }, now)).to.equal(
            "eventTime >= timestamp '2026-02-27 00:00:00' AND (eventTime < timestamp '2026-03-01 00:00:00' OR eventTime >= timestamp '2026-03-12 00:00:00')",
        );
    });

    it("are those whose ids are not the same in Athena", () => {
        const lake = daysOf([
            ["2026-03-01", "2", "AA", "3"],
            ["2026-03-02", "2", "BB", "2"],
            ["2026-03-03", "1", "CC", "1"],
            ["2026-03-04", "1", "DD", "1"],
        ]);
        const athena = daysOf([
            ["2026-03-01", "2", "AA", "2"],
            ["2026-03-02", "2", "XX", "2"],
            ["2026-03-03", "2", "CC", "2"],
        ]);
        expect(different(lake, athena).map(({ day }) => day)).to.deep.equal([
            "2026-03-02",
            "2026-03-03",
            "2026-03-04",
        ]);
    });
});

describe("the place of the export", () => {
    it("is a bucket, with a prefix or without", () => {
        expect(stagingOf("s3://staging/a/b/", "events")).to.deep.equal({ bucket: "staging", prefix: "a/b" });
        expect(stagingOf("s3://staging", "events")).to.deep.equal({ bucket: "staging", prefix: "" });
    });

    it("is not the events' bucket, nor any other text", () => {
        expect(() => stagingOf("s3://events/x", "events")).to.throw("is the bucket of the events");
        expect(() => stagingOf("staging", "events")).to.throw("is no place in S3");
    });
});
