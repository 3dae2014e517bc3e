import { expect } from "chai";
import { deployStack } from "../../../lab/stack";
import { accountId } from "../../../local/aws/place";
import { failure } from "../lake/support";

describe("the stack program, evaluated", () => {
    const arn = (resource: string) => `arn:aws:cloudtrail:us-east-1:${accountId}:${resource}`;
    const adopted: [string, Record<string, unknown>][] = [
        ["channel", { channelArn: arn("channel/abc") }],
        ["event data store", { eventDataStoreArns: [arn("eventdatastore/abc")] }],
    ];
    for (const [what, changes] of adopted) {
        it(`cannot run with a ${what} that only AWS has`, async () => {
            expect(await failure(deployStack(changes))).to.equal(
                `UserError: The stack adopts its ${what}, which no machine but AWS has.`,
            );
        });
    }
});
