import { expect } from "chai";
import { ifPermitted } from "../../cli/permissions";

const named = (name: string) => Object.assign(new Error("no"), { name });

describe("a call that AWS refuses for want of permission", () => {
    for (const name of ["AccessDenied", "AccessDeniedException", "AWS.SimpleQueueService.AccessDenied"])
        it(`is skipped, with what it needs: ${name}`, async () => {
            expect(await ifPermitted("sqs:SendMessage on arn", Promise.reject(named(name)))).to.deep.equal({
                skipped: "needs sqs:SendMessage on arn",
            });
        });

    it("is told from all that goes wrong otherwise", async () => {
        const call = ifPermitted("x", Promise.reject(named("NotAccessDenied")));
        expect(await call.catch((error: Error) => error.name)).to.equal("NotAccessDenied");
        expect(await ifPermitted("x", Promise.resolve(5))).to.equal(5);
    });
});
