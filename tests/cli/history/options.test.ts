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

    it("are not those whose events are still on their way", () =>
        expect(() => spanOf({ since: "2026-03-01", until: "2026-03-10" }, now)).to.throw(
            "--until 2026-03-10 is not over",
        ));

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
});
