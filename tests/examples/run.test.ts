import { expect } from "chai";
import { exampleNames, recordExample, sampleSecret } from "../support/pulumi/example";

/** What they register is in the golden graphs; a secret is not. */
describe("examples", () => {
    for (const name of exampleNames) {
        for (const preview of [false, true]) {
            it(`${name} runs${preview ? ", in a preview too" : ""}`, async () => {
                const { errors, registrations, result } = await recordExample(name, { preview });
                expect(errors).to.deep.equal([]);
                expect(registrations).to.have.length.above(15);
                expect(Object.keys(result ?? {})).to.have.length.above(1);
                expect(Object.values(result ?? {})).not.to.include(undefined);
            });
        }
    }

    it("central-account: both sides hold the same external ID, and it stays secret", async () => {
        const central = await recordExample("central-account/central");
        const member = await recordExample("central-account/member");
        for (const side of [central, member]) {
            const { inputs, secrets } = side.named("onelogin-function");
            const { variables } = inputs.environment as { variables: Record<string, string> };
            expect(variables.EXTERNAL_ID).to.equal(sampleSecret);
            expect(secrets).to.deep.equal(["environment.variables.EXTERNAL_ID"]);
        }
    });
});
