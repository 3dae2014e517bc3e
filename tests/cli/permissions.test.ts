import { expect } from "chai";
import { Failure } from "../../cli/errors";
import { ifDenied, ifPermitted, isDenied } from "../../cli/permissions";
import { failure } from "../local/lake/support";

const error = (name: string) => Object.assign(new Error("no"), { name });

it("a call that AWS refuses for want of permission is told from all that goes wrong otherwise", async () => {
    for (const name of ["AccessDenied", "AccessDeniedException", "AWS.SimpleQueueService.AccessDenied"])
        expect(isDenied(error(name)), name).to.equal(true);
    for (const guarded of [ifPermitted, ifDenied]) {
        const call = guarded("sqs:SendMessage on arn", Promise.reject(error("NotAccessDenied")));
        expect(await failure(call)).to.equal("NotAccessDenied: no");
    }
});

it("a queue's key that refuses the caller is told from the queue", async () => {
    const refused = Object.assign(new Error("not authorized to kms:Decrypt"), { name: "KmsAccessDenied" });
    const said = await ifDenied("sqs:ReceiveMessage on dead", Promise.reject(refused)).catch(
        (error: unknown) => error,
    );
    expect(said)
        .to.be.instanceOf(Failure)
        .and.property("message")
        .to.match(/key: not auth.*kms:Decrypt and/s);
});
