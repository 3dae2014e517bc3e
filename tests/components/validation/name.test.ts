import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../../components";
import { enough } from "../../support/pulumi/component";
import { record } from "../../support/pulumi/recorder";

const s3: OneLoginCloudTrailLakeArgs = { ...enough, destinations: ["s3"] };
const bucket = { ...s3, s3: { bucketName: "my-events" } };
const existing = { ...s3, s3: { existingBucket: { name: "my-events", accountId: "111122223333" } } };

/** Pulumi ends a name with a hyphen and seven characters; Lambda takes 64 of a function's, S3 63 of a bucket's. */
const longest: [name: string, args: OneLoginCloudTrailLakeArgs, suffix: string, length: number][] = [
    ["x".repeat(47), enough, "function", 64],
    [`a${"-".repeat(42)}9`, s3, "s3-function", 64],
    [`a${"-".repeat(42)}9`, s3, "s3-bucket", 62],
    ["One-Login_2", enough, "function", 28],
    ["One_Login", bucket, "s3-function", 29],
    ["One_Login", existing, "s3-function", 29],
];

const most = (length: number) =>
    `must be 1-${length} letters, digits, \`_\` and \`-\`, because the names of AWS resources begin with it`;
const noBucket =
    "must be 1-44 lower-case letters, digits and `-` that begin with a letter or digit, and not with xn--, sthree-, amzn-s3-demo-, because the bucket's name begins with it; choose another, or give s3.bucketName";
const refused: [name: string, args: OneLoginCloudTrailLakeArgs, text: string][] = [
    ...["x".repeat(48), "one login", "one/login", "öne"].map((name): (typeof refused)[number] => [
        name,
        enough,
        most(47),
    ]),
    ...["Onelogin", "one_login", "-onelogin", "xn--onelogin", "sthree-1", "amzn-s3-demo-1"].map(
        (name): (typeof refused)[number] => [name, s3, noBucket],
    ),
    ["x".repeat(45), s3, most(44)],
    ["x".repeat(45), bucket, most(44)],
];

describe("the component's name", () => {
    for (const [name, args, suffix, length] of longest)
        it(`may be ${name}, with ${suffix} behind it`, async () => {
            const recording = await record(() => new OneLoginCloudTrailLake(name, args));
            expect(recording.errors).to.deep.equal([]);
            expect(`${recording.named(`${name}-${suffix}`).name}-1234567`).to.have.length(length);
        });

    for (const [name, args, text] of refused)
        it(`may not be ${name}, with ${JSON.stringify(args)}`, async () => {
            const { errors, registrations } = await record(() => new OneLoginCloudTrailLake(name, args));
            expect(errors).to.deep.equal([
                `OneLoginCloudTrailLake "${name}": an input needs attention.\n  - name: "${name}" ${text}`,
            ]);
            expect(registrations).to.have.length(1);
        });

    it("needs arguments with it, even in JavaScript", async () => {
        const { errors } = await record(() => Reflect.construct(OneLoginCloudTrailLake, ["lake"]) as object);
        expect(errors.join()).to.contain("eventSourceName or eventBusName: one of them is required");
    });
});
