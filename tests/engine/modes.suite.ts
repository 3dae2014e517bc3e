import { expect } from "chai";
import { describeWithEngine } from "./support/cli";
import { eventSourceName, Project } from "./support/project";
import { stackProgram } from "./support/stackProgram";

function children(...suffixes: string[]): string[] {
    return suffixes.map((suffix) => `onelogin-${suffix}`).sort();
}

const buffered = children("dead-letters-redrive", "mapping", "queue", "queue-policy", "queue-target");
const direct = children("function-permission", "function-retries", "function-target");

describeWithEngine("engine: another delivery.mode", () => {
    let project: Project;
    before(async () => {
        project = await Project.make(stackProgram(), { eventSourceName });
        await project.up();
    });
    after(() => project.close());

    it("to direct: what the queue needed goes, the rest stays", async () => {
        project.configure({ eventSourceName, deliveryMode: "direct" });
        expect(await project.up()).to.deep.equal({
            create: direct,
            update: children("function", "role-policy"),
            delete: buffered,
        });
        expect(project.cloud.losses).to.deep.equal([]);
        await project.unchanged();
    });

    it("and back", async () => {
        project.configure({ eventSourceName });
        expect(await project.up()).to.deep.equal({
            create: buffered,
            update: children("function", "role-policy"),
            delete: direct,
        });
        expect(project.cloud.losses).to.deep.equal([]);
        await project.unchanged();
    });
});
