import { expect } from "chai";
import { describeWithEngine } from "./support/cli";
import { account, eventSourceName, Project } from "./support/project";
import type { Config } from "./support/project";
import { stackProgram } from "./support/stackProgram";

const children = (...suffixes: string[]) => suffixes.map((suffix) => `onelogin-${suffix}`).sort();

const unit = [
    "dead-letters",
    "dead-letters-policy",
    "dead-letters-redrive",
    "function",
    "function-log",
    "mapping",
    "queue",
    "queue-policy",
    "queue-redrive",
    "queue-target",
    "role",
    "role-policy",
];
const ofLake = children("channel", "store", ...unit);
const kept = children(
    "s3-bucket",
    "s3-bucket-policy",
    "s3-encryption",
    "s3-object-lock",
    "s3-public-access",
    "s3-versioning",
);
const ofS3 = [
    ...kept,
    ...children("s3-database", "s3-table", "s3-workgroup", ...unit.map((suffix) => `s3-${suffix}`)),
].sort();
const shared = children("bus", "event-log", "event-log-policy", "log-target", "rule");

const lake: Config = { eventSourceName };
const both: Config = { eventSourceName, destinations: ["cloudtrail-lake", "s3"] };
const s3: Config = { eventSourceName, destinations: ["s3"] };

describeWithEngine("engine: S3 alone", () => {
    // aws-native is not configured, and the limit is a number with a fraction.
    const config: Config = { ...s3, "aws-native:region": "eu-west-1", s3ScanLimitGiB: 0.5 };
    let project: Project;
    before(async () => (project = await Project.make(stackProgram(), config)));
    after(() => project.close());

    it("makes a bucket that is locked before anything is written to it", async () => {
        // Later than all that the mapping waits for besides.
        project.lateness.set("create onelogin-s3-object-lock", 3000);
        const { create, ...others } = await project.up();
        expect(create).to.deep.equal([...ofS3, ...shared].sort());
        // The stack and the component, too.
        expect(ofS3.length + shared.length + 2).to.equal(28);
        expect(others).to.deep.equal({});
        expect(project.cloud.losses).to.deep.equal([]);
        const made = project.objects().map(({ type }) => type.split(":")[2]);
        for (const guard of ["BucketPolicy", "BucketObjectLockConfiguration", "RolePolicy"])
            expect(made.indexOf(guard), guard).to.be.below(made.indexOf("EventSourceMapping"));
        expect(made.at(-1)).to.equal("EventTarget");
        const [{ inputs }] = project.objects("Workgroup");
        expect(inputs.configuration).to.deep.include({ bytesScannedCutoffPerQuery: 536_870_912 });
    });

    it("then has nothing to do, nor after a refresh", async () => {
        await project.unchanged();
        await project.refresh();
        await project.unchanged();
    });

    it("is destroyed, but for the bucket with its policy, lock, encryption and public access block", async () => {
        const { delete: deleted } = await project.destroy();
        expect(deleted).to.deep.equal([...ofS3, ...shared].sort());
        const left = project.objects().map(({ type }) => type.split(":")[2]);
        expect(left.sort()).to.deep.equal([
            "Bucket",
            "BucketObjectLockConfiguration",
            "BucketPolicy",
            "BucketPublicAccessBlock",
            "BucketServerSideEncryptionConfiguration",
            "BucketVersioning",
        ]);
    });

    it("writes to the retained bucket in its next life", async () => {
        const [{ id }] = project.objects("Bucket");
        const existing = { s3ExistingBucketName: id, s3ExistingBucketAccountId: account };
        project.configure({ ...config, ...existing });
        const { create } = await project.up();
        expect(create).to.deep.equal([...ofS3, ...shared].filter((name) => !kept.includes(name)).sort());
        expect(project.objects("Bucket")).to.have.lengthOf(1);
        const { s3BucketName, s3BucketPolicyStatements, s3RoleArn } = await project.outputs();
        expect(s3BucketName.value).to.equal(id);
        expect(s3BucketPolicyStatements.value).to.contain(s3RoleArn.value);
        await project.unchanged();
    });
});

/** [from, to, what the preview creates, what it deletes] */
const steps: [title: string, to: Config, create: string[], deleted: string[]][] = [
    ["from CloudTrail Lake to both", both, ofS3, []],
    ["from both to S3 alone", s3, [], ofLake],
    ["from S3 alone back to both", both, ofLake, []],
    ["from both back to CloudTrail Lake", lake, [], ofS3],
];

describeWithEngine("engine: a move between destinations", () => {
    let project: Project;
    before(async () => {
        project = await Project.make(stackProgram(), lake);
        await project.up();
    });
    after(() => project.close());

    for (const [title, to, create, deleted] of steps)
        it(`${title} only makes, or only deletes what was asked for, and keeps store and bucket`, async () => {
            const evidence = (type: string) => project.objects(type).map(({ id }) => id);
            const before = [...evidence("EventDataStore"), ...evidence("Bucket")];
            project.configure(to);
            const expected = {
                ...(create.length > 0 && { create }),
                ...(deleted.length > 0 && { delete: deleted }),
            };
            expect(await project.preview()).to.deep.equal(expected);
            // As the docs of `destinations` say, to drain the queue before it goes.
            const target = deleted.find((name) => name.endsWith("-queue-target"));
            if (target !== undefined)
                expect(await project.destroy(`**::${target}`)).to.deep.equal({ delete: [target] });
            const rest = deleted.filter((name) => name !== target);
            expect(await project.up()).to.deep.equal({ ...expected, ...(target && { delete: rest }) });
            expect(project.cloud.losses).to.deep.equal([]);
            expect([...evidence("EventDataStore"), ...evidence("Bucket")]).to.include.members(before);
            await project.unchanged();
        });
});
