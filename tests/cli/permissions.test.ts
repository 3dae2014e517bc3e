import { expect } from "chai";
import { Failure } from "../../cli/errors";
import { ifDenied, isDenied } from "../../cli/permissions";

it("a call that AWS refuses for want of permission is told from all that goes wrong otherwise", () => {
    const named = (name: string) => isDenied(Object.assign(new Error("no"), { name }));
    for (const name of ["AccessDenied", "AccessDeniedException", "AWS.SimpleQueueService.AccessDenied"])
        expect(named(name), name).to.equal(true);
    expect(named("NotAccessDenied")).to.equal(false);
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
