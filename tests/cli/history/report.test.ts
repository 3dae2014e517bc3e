import { expect } from "chai";
import { Misuse } from "../../../cli/errors";
import type { Copied } from "../../../cli/history/copy";
import type { Day } from "../../../cli/history/days";
import { agree, report } from "../../../cli/history/report";
import { keptTerminal } from "../terminal";

const day = (name: string, events: number): Day => ({ day: name, events, checksum: "", rows: events });
const lake = [day("2026-03-01", 5), day("2026-03-02", 1000)];
const athena = [day("2026-03-01", 5), day("2026-03-02", 10)];
const options = { since: "2026-03-01", staging: "s3://staging" };
const copied: Copied = { day: "2026-03-02", events: 1000, copied: 990, missing: [], unreadable: [] };

describe("history says what it will do", () => {
    const asking = async (answer: boolean | undefined, more: object = {}, days = lake.slice(1)) => {
        const terminal = keptTerminal(answer);
        const agreed = await agree(days, lake, athena, { ...options, ...more }, terminal);
        return { agreed, ...terminal };
    };

    it("in a table, and asks", async () => {
        const { agreed, printed, asked } = await asking(true);
        expect(agreed).to.equal(true);
        expect(printed).to.deep.equal([
            "1 day has the same events in CloudTrail Lake and in Athena.",
            "  day         CloudTrail Lake  Athena\n  2026-03-02             1000      10",
        ]);
        expect(asked[0]).to.include("export 1 day to s3://staging");
    });

    it("and does nothing for no, and nothing if nobody answers", async () => {
        expect(await asking(false)).to.deep.include({ agreed: false });
        expect(await asking(undefined).catch((error: unknown) => error)).to.be.instanceOf(Misuse);
    });

    it("without asking for --yes, or if there is nothing to do", async () => {
        expect(await asking(undefined, { yes: true })).to.deep.include({ agreed: true, asked: [] });
        const { agreed, printed } = await asking(undefined, {}, []);
        expect([agreed, printed.at(-1)]).to.deep.equal([false, "There is nothing to copy."]);
    });

    it("as JSON, and does it only for --yes", async () => {
        const { agreed, printed } = await asking(undefined, { json: true });
        expect([agreed, JSON.parse(printed.join())]).to.deep.equal([
            false,
            { alike: 1, days: [{ day: "2026-03-02", lake: 1000, athena: 10 }], done: false },
        ]);
        expect(await asking(undefined, { json: true, yes: true })).to.deep.include({
            agreed: true,
            printed: [],
        });
        const none = await asking(undefined, { json: true }, []);
        expect(JSON.parse(none.printed.join())).to.deep.equal({ alike: 2, days: [], done: true });
    });
});

describe("history says what it did", () => {
    const said = (days: Copied[], json = false) => {
        const terminal = keptTerminal();
        return { code: report(days, { ...options, json }, terminal), ...terminal };
    };

    it("in a table, with exit code 0", () => {
        expect(said([copied])).to.deep.include({
            code: 0,
            printed: [
                "  day         events  copied  missing  unreadable\n  2026-03-02    1000     990        0           0",
            ],
        });
    });

    it("and names what is missing or no event, with exit code 1", () => {
        const ids = Array.from({ length: 12 }, (_, n) => `u${n}`);
        const { code, printed } = said([{ ...copied, missing: ids, unreadable: ["aws-1"] }]);
        expect(code).to.equal(1);
        expect(printed[1]).to.include("u9 and 2 more");
        expect(printed[2]).to.include("not events, and were left: aws-1");
    });

    it("as JSON", () => {
        const { code, printed } = said([{ ...copied, missing: ["u1"] }], true);
        expect([code, JSON.parse(printed.join())]).to.deep.equal([
            1,
            { days: [{ ...copied, missing: ["u1"] }], done: true },
        ]);
    });
});
