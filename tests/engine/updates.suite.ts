import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { describeWithEngine } from "./support/cli";
import { account, eventSourceName, Project, region } from "./support/project";
import type { Config } from "./support/project";
import { stackProgram } from "./support/programs";
import { changes, elsewhere, s3Changes } from "./updates";
import type { Change } from "./updates";

/** Makes one change after the other, in one stack. */
function makesEach(all: Change[], config: Config, project: () => Project): void {
    for (const { set, does, because } of all) {
        const [[key, value]] = Object.entries(set);
        const shown = typeof value === "string" ? value : JSON.stringify(value);
        it(`${key} = ${shown}${because === undefined ? "" : `: ${because}`}`, async () => {
            Object.assign(config, set);
            project().configure(config);
            expect(await project().up()).to.deep.equal(does);
            expect(project().cloud.losses).to.deep.equal([]);
        });
    }

    it("leaves nothing to do", async () => {
        await project().refresh();
        await project().unchanged();
    });
}

describeWithEngine("engine: an update of each input", () => {
    let project: Project;
    // Fixed retention can become extendable, and not the other way round.
    const config: Config = { eventSourceName, eventDataStoreBillingMode: "FIXED_RETENTION_PRICING" };
    before(async () => {
        project = await Project.make(stackProgram, config);
        const name = "aws.partner/onelogin.com/US-123456/0000000000";
        project.cloud.eventSources.push({ name, account, region });
        await project.up();
    });
    after(() => project.close());

    it("covers every key of Pulumi.yaml", () => {
        const file = path.join(__dirname, "../../Pulumi.yaml");
        const { config: declared } = parse(fs.readFileSync(file, "utf8")) as { config: object };
        const set = [...changes, ...s3Changes].flatMap((change) => Object.keys(change.set));
        const covered = [...set, ...Object.keys(elsewhere)];
        expect([...new Set(covered)]).to.have.members(Object.keys(declared));
    });

    makesEach(changes, config, () => project);

    it("is destroyed with its store, as was asked for, but without the log group that was protected", async () => {
        await project.destroy();
        expect(project.objects("EventDataStore").map(({ added }) => added.status)).to.deep.equal([
            "PENDING_DELETION",
        ]);
        expect(project.objects("LogGroup")).to.have.lengthOf(1);
        expect(project.objects()).to.have.lengthOf(2);
    });
});

describeWithEngine("engine: an update of each input of S3", () => {
    let project: Project;
    const config: Config = { eventSourceName, destinations: ["s3"], s3ObjectLockMode: "NONE" };
    before(async () => {
        project = await Project.make(stackProgram, config);
        await project.up();
    });
    after(() => project.close());

    makesEach(s3Changes, config, () => project);

    it("leaves no rule by which events expire in the bucket that is kept, once there are none", () => {
        expect(project.objects("BucketLifecycleConfiguration")).to.deep.equal([]);
    });
});
