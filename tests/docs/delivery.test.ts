import { expect } from "chai";
import { defaults } from "../../components/inputs/settings";
import { visibilityTimeout } from "../../components/timing";
import { invokeBatch } from "../support/forwarder";
import { quoted, readText, section, table } from "./documents";

const page = readText("docs/delivery.md");

describe("docs/delivery.md", () => {
    it("names numbers that the forwarder writes, or AWS does", async () => {
        const aws = [
            "ApproximateNumberOfMessagesVisible",
            "ApproximateAgeOfOldestMessage",
            "Errors",
            "InvocationsSentToDlq",
            "InvocationsFailedToBeSentToDlq",
        ];
        const { lines } = await invokeBatch([]);
        const ours = Object.keys(JSON.parse(lines[0]) as object);
        const named = table(page, "number").flatMap(([number]) => {
            const [names] = number.split(" (");
            return quoted(names);
        });
        expect(named).to.include.members(["retried", "rejected", "oldestEventAge", "truncated"]);
        expect([...aws, ...ours]).to.include.members(named.filter((name) => !name.startsWith("AWS/")));
    });

    it("reads outputs that there are", () => {
        const outputs = [...page.matchAll(/\$\(out (\w+)\)|output `(\w+)`/g)].map(([, a, b]) => a ?? b);
        const source = readText("components/oneLoginCloudTrailLake.ts");
        expect(outputs).to.include.members(["deadLetterQueueUrl", "queueArn", "functionName"]);
        for (const output of outputs) expect(source).to.include(`public readonly ${output}:`);
    });

    it("says how long the defaults hold out", () => {
        const { batchWindowSeconds, maxReceiveCount } = defaults.delivery;
        const pause = visibilityTimeout(defaults.forwarder.timeoutSeconds, batchWindowSeconds);
        const hours = Math.floor((maxReceiveCount * pause) / 3600);
        expect(section(page, "Numbers worth an alarm")).to.include(`after about ${hours} hours`);
    });

    it("knows the code of what is no event", async () => {
        const { deadLetters } = await invokeBatch(["no JSON"]);
        expect(JSON.stringify(deadLetters)).to.include("NotAnEvent");
        expect(page).to.include("`NotAnEvent`");
    });
});
