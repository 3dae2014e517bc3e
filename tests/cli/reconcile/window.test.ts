import { expect } from "chai";
import { Misuse } from "../../../cli/errors";
import { withinLog } from "../../../cli/reconcile/logGroup";
import { windowOf } from "../../../cli/reconcile/options";
import { group, logsOf } from "./logs";

const now = new Date("2026-11-28T08:00:30.500Z");
const at = (text: string) => Date.parse(`2026-11-${text}Z`);

describe("the time that is compared", () => {
    it("ends 15 minutes ago, and has whole seconds", () => {
        expect(windowOf({ since: "1h" }, now)).to.deep.equal({
            since: at("28T07:00:30"),
            until: at("28T07:45:30"),
        });
        const days = windowOf({ since: "2026-11-20", until: "2026-11-21" }, now);
        expect(days).to.deep.equal({ since: at("20T00:00"), until: at("21T00:00") });
    });

    describe("is no longer than the log", () => {
        const window = { since: at("20T00:00"), until: at("28T00:00") };
        async function within(group_: object) {
            const logs = await logsOf([], {
                DescribeLogGroups: () => ({
                    logGroups: [{ logGroupName: `${group}-2` }, { logGroupName: group, ...group_ }],
                }),
            });
            try {
                return await withinLog(logs.client, group, window, now);
            } finally {
                await logs.close();
            }
        }

        const begins = "what came before --since: The raw event log begins at 2026-11-21T";
        for (const [what, group_, since, notes] of [
            [
                "begins when it was made",
                { creationTime: at("21T10:00") },
                "21T10:00",
                [`${begins}10:00:00.000Z`],
            ],
            [
                "keeps so many days",
                { creationTime: at("01T10:00"), retentionInDays: 7 },
                "21T08:00:31",
                [`${begins}08:00:31.000Z (it keeps 7 days)`],
            ],
            ["has all of it", { creationTime: at("01T10:00") }, "20T00:00", []],
        ] as const)
            it(`which ${what}`, async () => {
                expect(await within(group_)).to.deep.equal({
                    window: { ...window, since: at(since) },
                    notes,
                });
            });

        it("which has nothing of it", async () => {
            const nothing = within({ creationTime: at("28T01:00") });
            expect(await nothing.catch((error: unknown) => error)).to.be.instanceOf(Misuse);
        });
    });
});
