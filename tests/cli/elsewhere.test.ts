import { expect } from "chai";
import { run } from "../../cli/program";
import type { Result } from "../../cli/doctor/check";
import { bucketOf, otherwise } from "./doctor/breaking";
import { outputsFile } from "./outputs";
import { startLocal, type Local } from "./support";
import { keptTerminal } from "./terminal";

describe("the command, of a channel that lies elsewhere than its component", function () {
    this.timeout(60_000);
    let local: Local;
    before(async () => {
        local = await startLocal();
    });
    after(() => local.close());

    async function call(changes: object, ...args: string[]): Promise<object> {
        const terminal = keptTerminal(undefined, Infinity);
        const file = outputsFile({ ...local.stackOutputs, ...changes });
        await run([...args, "--json", "--outputs", file], terminal);
        return JSON.parse(terminal.printed.join("") || JSON.stringify(terminal.noted)) as object;
    }

    async function ofLake(changes: object): Promise<[state: string, says: string][]> {
        const { checks } = (await call(changes, "doctor")) as { checks: Result[] };
        return checks
            .filter(({ check }) => /^(channel|event data store)/.test(check))
            .map(({ state, says }) => [state, says]);
    }

    it("asks in the channel's own Region", async () => {
        const ruleArn = String(local.stackOutputs.ruleArn).replace("us-east-1", "eu-west-1");
        const [channel, store] = await ofLake({ ruleArn });
        expect([channel[0], store[0]]).to.deep.equal(["ok", "ok"]);
        const query = ["query", "validation", "--destination", "cloudtrail-lake"];
        expect(await call({ ruleArn }, ...query)).to.have.property("rows");
    });

    it("knows Ireland by the name that S3 has for the Region of its older buckets there", async () => {
        const mend = otherwise(bucketOf(local), { region: "eu-west-1" });
        const ruleArn = String(local.stackOutputs.ruleArn).replace("us-east-1", "eu-west-1");
        const { checks } = (await call({ ruleArn }, "doctor")) as { checks: Result[] };
        expect(checks.find(({ check }) => check === "bucket")).to.include({ says: "in eu-west-1" });
        mend();
    });

    it("does not say that it is gone, or how to mend it, if it is another account's", async () => {
        const inAccount = (arn: unknown) => String(arn).replace("123456789012", "444455556666");
        const { channelArn, eventDataStoreArns } = local.stackOutputs;
        const changes = {
            channelArn: inAccount(channelArn),
            eventDataStoreArns: (eventDataStoreArns as string[]).map(inAccount),
        };
        expect(await ofLake(changes)).to.deep.equal([
            ["skipped", "it is in the account 444455556666: look there"],
        ]);
    });
});
