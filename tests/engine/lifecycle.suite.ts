import { expect } from "chai";
import { describeWithEngine } from "./support/cli";
import { copyStackProgram } from "./support/folders";
import { eventSourceName, Project } from "./support/project";
import type { Config } from "./support/project";

const store = "EventDataStore";

for (const mode of ["buffered", "direct"]) {
    describeWithEngine(`engine: the stack program's life, ${mode}`, () => {
        const config: Config = { eventSourceName, deliveryMode: mode, tags: { team: "security", app: "x" } };
        const count = mode === "buffered" ? 19 : 17;
        let project: Project;
        before(async () => (project = await Project.make({ copy: copyStackProgram }, config)));
        after(() => project.close());

        it("previews what it will make", async () => {
            const { create, ...others } = await project.preview();
            expect(create).to.have.lengthOf(count);
            expect(others).to.deep.equal({});
            expect(project.objects(store)).to.deep.equal([]);
        });

        it("makes it, and each part has its permissions before it is used", async () => {
            // Later than all that the function's target waits for besides.
            project.lateness.set("create onelogin-dead-letters-policy", 5000);
            const { create, ...others } = await project.up();
            expect(create).to.have.lengthOf(count);
            expect(others).to.deep.equal({});
            expect(project.cloud.losses).to.deep.equal([]);
        });

        it("exports what people need", async () => {
            const outputs = await project.outputs();
            expect(outputs.channelArn.value).to.equal(project.objects("Channel")[0].id);
            expect(outputs.eventBusName.value).to.equal(eventSourceName);
            expect("queueUrl" in outputs).to.equal(mode === "buffered");
        });

        it("then has nothing to do", async () => {
            await project.unchanged();
        });

        it("has nothing to do after a refresh either", async () => {
            await project.refresh();
            await project.unchanged();
        });

        it("is the same whatever the order of the tags", async () => {
            project.configure({ ...config, tags: { app: "x", team: "security" } });
            await project.unchanged();
        });

        it("is destroyed in the right order, but for the store", async () => {
            const { delete: deleted } = await project.destroy();
            expect(deleted).to.have.lengthOf(count);
            expect(project.cloud.losses).to.deep.equal([]);
            const left = project.objects();
            expect(left.map(({ type }) => type)).to.deep.equal(["aws-native:cloudtrail:EventDataStore"]);
            expect(left[0].added.status).to.equal("ENABLED");
        });

        it("adopts the retained store in its next life", async () => {
            const [{ id }] = project.objects(store);
            project.configure({ ...config, eventDataStoreArns: [id] });
            const { create } = await project.up();
            expect(create).to.have.lengthOf(count - 1);
            expect(project.objects(store)).to.have.lengthOf(1);
            expect(project.objects("Channel")[0].inputs.destinations).to.deep.equal([
                { type: "EVENT_DATA_STORE", location: id },
            ]);
            await project.unchanged();
        });
    });
}
