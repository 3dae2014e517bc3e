import { expect } from "chai";
import { documentedPolicy, operatorsPolicy } from "../policies";
import { startLocal, type Local } from "../support";
import { eventOf, linesOf, lose } from "./support";

/** What is only said to be unknown without it; and then nothing is sent again, except for want of the log's own retention. */
const dispensable: Readonly<Record<string, RegExp>> = {
    "logs:DescribeLogGroups":
        /Skipped: how long the raw event log keeps events: needs logs:DescribeLogGroups/,
    "cloudtrail:GetEventDataStore":
        /CloudTrail Lake: 1 event cannot be sent again, because it is not known how long events are kept \(needs cloudtrail:GetEventDataStore on arn/,
    "s3:GetLifecycleConfiguration":
        /S3: 1 event cannot be sent again, because it is not known how long events are kept \(needs s3:GetLifecycleConfiguration on arn/,
    "sqs:GetQueueAttributes":
        /S3: 1 event cannot be sent again, because it is not known whether the queue is empty/,
    "lambda:GetFunctionConfiguration":
        /S3: 1 event cannot be sent again, because it is not known what eventTypes leaves out/,
};
const needed = ["logs:StartQuery", "logs:GetQueryResults", "logs:FilterLogEvents", "sqs:SendMessage"];

describe("the operator who calls reconcile", function () {
    this.timeout(60_000);
    const page = documentedPolicy("reconcile");
    let local: Local;
    before(async () => {
        local = await startLocal();
    });
    after(() => local.close());

    let lost = 0;
    /** Of one event that is missing, with the page's policy less an action. */
    async function called(removed?: string) {
        local.hooks.policy = [
            ...page.without(removed),
            ...documentedPolicy("query and detect").without(),
            ...operatorsPolicy(String(local.stackOutputs.athenaReaderPolicy)).without(),
        ];
        linesOf(local).splice(0);
        lose(local, 100, eventOf(++lost));
        const { code, printed, noted } = await local.call("reconcile", "--since", "6h", "--resend", "--yes");
        local.hooks = {};
        await local.pipeline.drain();
        return { code, text: [...printed, ...noted].join("\n") };
    }

    it("needs what the page says, for each deployment", () => {
        const direct = ["lambda:InvokeFunction"];
        expect([...new Set(page.actions)].sort()).to.deep.equal(
            [...Object.keys(dispensable), ...needed, ...direct].sort(),
        );
    });

    it("can do all with that", async () => {
        const { code, text } = await called();
        expect(text).to.match(/CloudTrail Lake: sent 1 message.*\nS3: sent 1 message/);
        expect(text).not.to.match(/needs|not known/);
        expect(code).to.equal(1);
    });

    for (const [action, said] of Object.entries(dispensable))
        it(`is told what is not known without ${action}`, async () => {
            const { code, text } = await called(action);
            expect(text).to.match(said);
            expect(code).to.equal(1);
        });

    for (const action of needed)
        it(`is told that nothing goes on without ${action}`, async () => {
            const { code, text } = await called(action);
            expect(text).to.include(action);
            expect(text).not.to.include(": sent");
            expect(code).to.equal(1);
        });
});
