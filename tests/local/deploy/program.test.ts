import { expect } from "chai";
import { deployStack } from "../../../lab/stack";
import { accountId } from "../../../local/aws/place";
import { UserError } from "../../../local/userError";

describe("the stack program, evaluated", () => {
    async function refusal(changes: Record<string, unknown>): Promise<string> {
        const failure: unknown = await deployStack(changes).catch((error: unknown) => error);
        expect(failure).to.be.instanceOf(UserError);
        return (failure as UserError).message;
    }

    const arn = (resource: string) => `arn:aws:cloudtrail:us-east-1:${accountId}:${resource}`;
    const adopted: [string, Record<string, unknown>][] = [
        ["channel", { channelArn: arn("channel/abc") }],
        ["event data store", { eventDataStoreArns: [arn("eventdatastore/abc")] }],
    ];
    for (const [what, changes] of adopted) {
        it(`cannot run with a ${what} that only AWS has`, async () => {
            expect(await refusal(changes)).to.equal(
                `The stack adopts its ${what}, which no machine but AWS has.`,
            );
        });
    }
});
