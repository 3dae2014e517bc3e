import { expect } from "chai";
import { isDenied } from "../../cli/permissions";

it("a call that AWS refuses for want of permission is told from all that goes wrong otherwise", () => {
    const named = (name: string) => isDenied(Object.assign(new Error("no"), { name }));
    for (const name of ["AccessDenied", "AccessDeniedException", "AWS.SimpleQueueService.AccessDenied"])
        expect(named(name), name).to.equal(true);
    expect(named("NotAccessDenied")).to.equal(false);
});
