import { expect } from "chai";
import { describeWithEngine } from "./support/cli";
import { bucketAndGuards } from "./support/operations";
import { checkout } from "./support/programs";
import { account, eventSourceName, Project } from "./support/project";
import type { Config } from "./support/project";

interface Life {
    config: Config;
    /** How many resources are made. */
    count: number;
    /** A child that comes later than all that the last one waits for besides. */
    late: [name: string, milliseconds: number];
    /** An output, and the type of what it is the id of. */
    output: [name: string, type: string];
    /** Types of what a destroy leaves, the evidence first. */
    kept: string[];
    /** The configuration by which the next life takes over the evidence of this id. */
    adopt: (id: string) => Config;
}

const toLake = {
    late: ["onelogin-dead-letters-policy", 5000],
    output: ["channelArn", "Channel"],
    kept: ["EventDataStore"],
    adopt: (id: string) => ({ eventDataStoreArns: [id] }),
} satisfies Partial<Life>;

const lives: Record<string, Life> = {
    buffered: { ...toLake, config: { deliveryMode: "buffered" }, count: 19 },
    direct: { ...toLake, config: { deliveryMode: "direct" }, count: 17 },
    "S3 alone": {
        // aws-native works elsewhere: nothing needs it.
        config: { destinations: ["s3"], "aws-native:region": "eu-west-1" },
        count: 26,
        late: ["onelogin-s3-object-lock", 3000],
        output: ["s3BucketName", "Bucket"],
        kept: bucketAndGuards,
        adopt: (id) => ({ s3ExistingBucketName: id, s3ExistingBucketAccountId: account }),
    },
};

/** What has to be there before an event comes in, or one is taken out of the queue. */
const guards = ["BucketPolicy", "BucketObjectLockConfiguration", "RolePolicy"];

for (const [title, { config: own, count, late, output, kept, adopt }] of Object.entries(lives)) {
    describeWithEngine(`engine: the stack program's life, ${title}`, () => {
        const config: Config = { eventSourceName, ...own, tags: { team: "security", app: "x" } };
        const [evidence] = kept;
        const types = () => project.objects().map(({ type }) => type.split(":")[2]);
        let project: Project;
        before(async () => (project = await Project.make(checkout, config)));
        after(() => project.close());

        it("previews what it will make", async () => {
            const { create, ...others } = await project.preview();
            expect(create).to.have.lengthOf(count);
            expect(others).to.deep.equal({});
            expect(types()).to.deep.equal([]);
        });

        it("makes it, and each part has its permissions, and the bucket its lock, before it is used", async () => {
            const [name, milliseconds] = late;
            project.lateness.set(`create ${name}`, milliseconds);
            const { create, ...others } = await project.up();
            expect(create).to.have.lengthOf(count);
            expect(others).to.deep.equal({});
            expect(project.cloud.losses).to.deep.equal([]);
            const made = types();
            const mapping = made.indexOf("EventSourceMapping");
            const tooLate = guards.filter((guard) => made.indexOf(guard) > mapping);
            expect(made).to.include("RolePolicy");
            if (mapping >= 0) expect(tooLate).to.deep.equal([]);
        });

        it("exports what people need", async () => {
            const outputs = await project.stack.outputs();
            const [name, type] = output;
            expect(outputs[name].value).to.equal(project.objects(type)[0].id);
            expect(outputs.eventBusName.value).to.equal(eventSourceName);
        });

        it("then has nothing to do", () => project.unchanged());

        it("has nothing to do after a refresh either", async () => {
            await project.refresh();
            await project.unchanged();
        });

        it("is the same whatever the order of the tags", async () => {
            project.configure({ ...config, tags: { app: "x", team: "security" } });
            await project.unchanged();
        });

        it(`is destroyed in the right order, but for ${kept.join(", ")}`, async () => {
            const { delete: deleted } = await project.destroy();
            expect(deleted).to.have.lengthOf(count);
            expect(project.cloud.losses).to.deep.equal([]);
            expect(types()).to.have.members(kept);
            expect(project.objects(evidence)[0].added.status).not.to.equal("PENDING_DELETION");
        });

        it("takes over in its next life what was kept", async () => {
            const [{ id }] = project.objects(evidence);
            project.configure({ ...config, ...adopt(id) });
            const { create } = await project.up();
            expect(create).to.have.lengthOf(count - kept.length);
            expect(project.objects(evidence).map((one) => one.id)).to.deep.equal([id]);
            await project.unchanged();
        });
    });
}
