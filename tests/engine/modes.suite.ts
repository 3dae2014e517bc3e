import { expect } from "chai";
import { describeWithEngine } from "./support/cli";
import { eventSourceName, Project } from "./support/project";
import { stackProgram } from "./support/stackProgram";

function children(...suffixes: string[]): string[] {
    return suffixes.map((suffix) => `onelogin-${suffix}`).sort();
}

const buffered = children("mapping", "queue", "queue-policy", "queue-redrive", "queue-target");
/** The redrive allow policy of the dead letters names the queues that there are. */
const changed = children("dead-letters-redrive", "function", "role-policy");
const direct = children("function-permission", "function-retries", "function-target");

describeWithEngine("engine: another delivery.mode", () => {
    let project: Project;
    before(async () => {
        project = await Project.make(stackProgram(), { eventSourceName });
        await project.up();
    });
    after(() => project.close());

    it("to direct: what the queue needed goes, the rest stays", async () => {
        project.configure({ eventSourceName, deliveryMode: "direct", forwarderReservedConcurrency: 5 });
        expect(await project.up()).to.deep.equal({
            create: direct,
            update: changed,
            delete: buffered,
        });
        expect(project.cloud.losses).to.deep.equal([]);
        await project.unchanged();
    });

    it("and back", async () => {
        project.configure({ eventSourceName });
        expect(await project.up()).to.deep.equal({
            create: buffered,
            update: changed,
            delete: direct,
        });
        expect(project.cloud.losses).to.deep.equal([]);
        await project.unchanged();
    });
});
