import { expect } from "chai";
import { deploymentOf } from "../../../local/deploy/deployment";
import { evaluateProgram } from "../../../local/deploy/program";
import { answerOf } from "../../../local/deploy/world";
import { UserError } from "../../../local/userError";

const account = "111122223333";
const source = "aws.partner/onelogin.com/US-123456/ffffffffff";

describe("the stack program, evaluated", () => {
    async function refusal(changes: Record<string, unknown>): Promise<string> {
        const failure: unknown = await evaluateProgram("dev", account, changes)
            .then(deploymentOf)
            .catch((error: unknown) => error);
        expect(failure).to.be.instanceOf(UserError);
        return (failure as UserError).message;
    }

    it("has nowhere to look for an event source", async () => {
        expect(await refusal({ eventSourceName: "" })).to.include("no matching partner event source");
    });

    it("says what the program refuses", async () => {
        expect(await refusal({ deliveryBatchSize: 101 })).to.include("delivery.batchSize");
        expect(await refusal({ batchSize: 1 })).to.include("batchSize");
    });

    const adopted: [string, Record<string, unknown>][] = [
        ["channel", { channelArn: `arn:aws:cloudtrail:us-east-1:${account}:channel/abc` }],
        [
            "event data store",
            { eventDataStoreArns: [`arn:aws:cloudtrail:us-east-1:${account}:eventdatastore/abc`] },
        ],
    ];
    for (const [what, changes] of adopted) {
        it(`cannot run with a ${what} that only AWS has`, async () => {
            expect(await refusal(changes)).to.equal(
                `The stack adopts its ${what}, which no machine but AWS has.`,
            );
        });
    }
});

describe("the local account", () => {
    const world = (eventSources: string[]) => ({ account, region: "us-east-1", eventSources });
    const token = "aws:cloudwatch/getEventSource:getEventSource";

    it("finds the one event source, or says why not", () => {
        expect(answerOf(token, world([source]))).to.include({ name: source });
        expect(() => answerOf(token, world([]))).to.throw("no matching partner event source");
        expect(() => answerOf(token, world([source, source]))).to.throw("multiple event sources matched");
    });

    it("has no answer to what nobody asks", () => {
        expect(() => answerOf("aws:ec2/getVpc:getVpc", world([]))).to.throw("aws:ec2/getVpc:getVpc");
    });
});
