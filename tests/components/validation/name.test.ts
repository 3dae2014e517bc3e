import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../../components";
import { enough } from "../../support/pulumi/component";
import { record } from "../../support/pulumi/recorder";

function named(name: string, args: OneLoginCloudTrailLakeArgs = enough) {
    return record(() => new OneLoginCloudTrailLake(name, args));
}

describe("the component's name", () => {
    it("may be 47 characters long, so that the function's keeps to 64", async () => {
        const recording = await named("x".repeat(47));
        expect(recording.errors).to.deep.equal([]);
        expect(`${recording.named(`${"x".repeat(47)}-function`).name}-1234567`).to.have.length(64);
    });

    it("takes letters, digits, underscores and dashes", async () => {
        expect((await named("One-Login_2")).errors).to.deep.equal([]);
    });

    for (const name of ["x".repeat(48), "one login", "one/login", "öne"]) {
        it(`may not be ${name}`, async () => {
            const { errors, registrations } = await named(name);
            expect(errors).to.deep.equal([
                `OneLoginCloudTrailLake "${name}": an input needs attention.\n` +
                    `  - name: "${name}" must be 1-47 letters, digits, \`_\` and \`-\`, because the names of AWS resources begin with it`,
            ]);
            expect(registrations).to.have.length(1);
        });
    }

    it("needs arguments with it, even in JavaScript", async () => {
        const { errors } = await record(() => Reflect.construct(OneLoginCloudTrailLake, ["lake"]) as object);
        expect(errors).to.deep.equal([
            'OneLoginCloudTrailLake "lake": an input needs attention.\n' +
                "  - eventSourceName or eventBusName: one of them is required; give the partner event source that OneLogin made, or a bus that gets its events",
        ]);
    });
});
