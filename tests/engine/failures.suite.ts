import { expect } from "chai";
import { describeWithEngine } from "./support/cli";
import { account, eventSourceName, Project, region } from "./support/project";
import { stackProgram } from "./support/programs";

const throttled = "ThrottlingException: Rate exceeded";

describeWithEngine("engine: failures in the middle", () => {
    let project: Project;
    beforeEach(async () => (project = await Project.make(stackProgram, { eventSourceName })));
    afterEach(() => project.close());

    // The first that is made, one in the middle, and the last.
    for (const broken of ["onelogin-store", "onelogin-role-policy", "onelogin-mapping"]) {
        it(`goes on where it stopped, once ${broken} can be made`, async () => {
            project.failing.set(`create ${broken}`, throttled);
            const { errors } = await project.failure("up");
            expect(errors.join("\n")).to.include(throttled);
            const made = project.objects().map(({ id }) => id);
            project.failing.clear();
            await project.up();
            expect(project.objects().map(({ id }) => id)).to.include.members(made);
            expect(project.objects()).to.have.lengthOf(19);
            expect(project.cloud.losses).to.deep.equal([]);
            await project.unchanged();
        });
    }

    it("goes on with an update that stopped", async () => {
        await project.up();
        project.configure({ eventSourceName, deliveryRetentionDays: 7, forwarderMemorySize: 512 });
        project.failing.set("update onelogin-queue", throttled);
        await project.failure("up");
        project.failing.clear();
        const { update = [], ...others } = await project.up();
        expect(update).to.include("onelogin-queue");
        expect(others).to.deep.equal({});
        await project.unchanged();
    });

    it("goes on with a destroy that stopped, and still keeps the store", async () => {
        await project.up();
        project.failing.set("delete onelogin-channel", throttled);
        await project.failure("destroy");
        project.failing.clear();
        await project.destroy();
        expect(project.objects().map(({ type }) => type)).to.deep.equal([
            "aws-native:cloudtrail:EventDataStore",
        ]);
        expect(project.cloud.losses).to.deep.equal([]);
    });

    it("says what AWS refuses, and makes the rest when that is gone", async () => {
        const other = await Project.make(stackProgram, { eventSourceName }, project.cloud);
        try {
            await project.up();
            const errorsOf = async () => (await other.failure("up")).errors.join("\n");
            expect(await errorsOf()).to.match(/exists already|of the source OneLogin/);
            other.configure({ eventBusName: eventSourceName });
            expect(await errorsOf()).to.include("there is a channel of this name, or of the source OneLogin");
            const [{ id }] = project.objects("Channel");
            const own = { eventBusName: eventSourceName, eventSourceNames: [eventSourceName] };
            other.configure({ ...own, channelArn: id });
            await other.up();
            const patterns = other.objects("EventRule").map(({ inputs }) => inputs.eventPattern);
            expect(patterns)
                .to.have.lengthOf(2)
                .and.to.include(JSON.stringify({ source: [eventSourceName] }));
            await other.unchanged();
        } finally {
            other.close();
        }
    });

    it("makes nothing of a look-up that finds no event source, or several", async () => {
        project.configure({});
        const found = await project.preview();
        expect(found.create).to.have.lengthOf(19);
        project.cloud.eventSources.push({ name: "aws.partner/onelogin.com/US-1/b", account, region });
        const { did, errors } = await project.failure("preview");
        expect(did).to.deep.equal({});
        expect(errors.join("\n")).to.include("looking for it in us-east-1 failed");
        expect(errors.join("\n")).to.include("multiple event sources matched");
    });
});
