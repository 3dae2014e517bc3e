import { expect } from "chai";
import { costOf, inUnits, scanned } from "../../cli/costs";
import { readDeployment, type Deployment } from "../../cli/deployment";
import { engineOf } from "../../cli/engine";
import { Misuse } from "../../cli/errors";
import { progressTo } from "../../cli/progress";
import { evaluateStack } from "../../lab/stack";
import { outputsFile } from "./outputs";
import { both } from "./support";
import { keptTerminal } from "./terminal";

/** Those of the destinations that are left. */
async function deployed(left: RegExp, change: object = {}): Promise<Deployment> {
    const { outputs } = await evaluateStack(both);
    const some = Object.fromEntries(Object.entries(outputs).filter(([name]) => left.test(name)));
    return readDeployment({ outputs: outputsFile({ ...some, ...change }) });
}
const common = "eventBusName|ruleArn|metricsNamespace";
const alone = {
    lake: new RegExp(`^(${common}|channelArn|eventData|function|role|queue|dead)`),
    s3: new RegExp(`^(${common}|s3|athena)`),
};

describe("where a command asks for events", () => {
    const misuse = async (left: RegExp, chosen?: string, change?: object): Promise<string> => {
        const deployment = await deployed(left, change);
        try {
            return engineOf(deployment, chosen).title;
        } catch (error) {
            expect(error).to.be.instanceOf(Misuse);
            return (error as Error).message;
        }
    };

    it("is the only destination, or the one that is chosen", async () => {
        expect(await misuse(alone.lake)).to.equal("CloudTrail Lake");
        expect(await misuse(alone.s3)).to.equal("Athena");
        expect(await misuse(/./, "s3")).to.equal("Athena");
        expect(await misuse(/./, undefined, { eventDataStoreArns: [] })).to.equal("Athena");
    });

    it("is said if there are two, or not the one that was chosen", async () => {
        expect(await misuse(/./)).to.include("--destination cloudtrail-lake or --destination s3");
        expect(await misuse(alone.s3, "cloudtrail-lake")).to.equal(
            "The deployment has no events to ask for in cloudtrail-lake.\nLeave it out, or say --destination s3.",
        );
        expect(await misuse(alone.lake, undefined, { eventDataStoreArns: [] })).to.match(
            /No event data store is known.*\n.*eventDataStoreArns/,
        );
    });
});

describe("what a query costs", () => {
    it("is by the GB in CloudTrail Lake, and by the TB in Athena, which asks for 10 MB at least", () => {
        expect(costOf("cloudtrail-lake", 2 ** 30)).to.equal(0.005);
        expect(costOf("s3", 2 ** 40)).to.equal(5);
        expect(costOf("s3", 1)).to.equal(costOf("s3", 10_000_000)).and.to.be.closeTo(0.0000455, 1e-7);
    });

    it("is said in units that people read", () => {
        expect([0, 999, 1000, 1_234_567, 5e9, 7e15].map(inUnits)).to.deep.equal([
            "0 bytes",
            "999 bytes",
            "1.0 kB",
            "1.2 MB",
            "5.0 GB",
            "7000.0 TB",
        ]);
        expect(scanned(5e9, 0.02328)).to.equal("5.0 GB scanned, about $0.023");
        expect(scanned(0, 0)).to.equal("0 bytes scanned, about $0");
    });
});

it("what takes long says every ten seconds that it goes on", () => {
    let now = 0;
    const terminal = keptTerminal();
    const progress = progressTo(terminal, "Athena", () => now);
    for (const [time, bytes] of [
        [5000, 1],
        [9999, 2],
        [12_000, 3000],
        [15_000, 4000],
        [22_000, 5000],
    ]) {
        now = time;
        progress(bytes);
    }
    expect(terminal.noted).to.deep.equal([
        "Athena: 12 s, 3.0 kB scanned so far …",
        "Athena: 22 s, 5.0 kB scanned so far …",
    ]);
});
