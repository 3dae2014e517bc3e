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

    const s3: OneLoginCloudTrailLakeArgs = { ...enough, destinations: ["s3"] };
    const longest = `a${"-".repeat(42)}9`;
    const bucket = { ...s3, s3: { bucketName: "my-events" } };

    it("may be 44 characters long with S3, so that the function's keeps to 64 and the bucket's to 63", async () => {
        const recording = await named(longest, s3);
        expect(recording.errors).to.deep.equal([]);
        expect(`${recording.named(`${longest}-s3-function`).name}-1234567`).to.have.length(64);
        expect(`${recording.named(`${longest}-s3-bucket`).name}-1234567`).to.have.length(62);
    });

    it("need not be a bucket's beginning if the bucket has a name", async () => {
        expect((await named("One_Login", bucket)).errors).to.deep.equal([]);
        const existingBucket = { name: "my-events", accountId: "111122223333" };
        const { errors } = await named("One_Login", { ...s3, s3: { existingBucket } });
        expect(errors).to.deep.equal([]);
    });

    for (const name of ["Onelogin", "one_login", "-onelogin", "xn--onelogin", "sthree-1", "amzn-s3-demo-1"]) {
        it(`may not be ${name} with S3`, async () => {
            const { errors, registrations } = await named(name, s3);
            expect(errors).to.deep.equal([
                `OneLoginCloudTrailLake "${name}": an input needs attention.\n` +
                    `  - name: "${name}" must be 1-44 lower-case letters, digits and \`-\` that begin with a letter or digit, and not with xn--, sthree-, amzn-s3-demo-, because the bucket's name begins with it; choose another, or give s3.bucketName`,
            ]);
            expect(registrations).to.have.length(1);
        });
    }

    for (const args of [s3, bucket]) {
        it(`may not be longer than 44 characters with ${JSON.stringify(args)}`, async () => {
            const name = "x".repeat(45);
            const { errors } = await named(name, args);
            expect(errors).to.deep.equal([
                `OneLoginCloudTrailLake "${name}": an input needs attention.\n` +
                    `  - name: "${name}" must be 1-44 letters, digits, \`_\` and \`-\`, because the names of AWS resources begin with it`,
            ]);
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
