import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../components";
import "../../lab/quick";
import { describeWithEngine } from "./support/cli";
import { eventSourceName, Project } from "./support/project";

describeWithEngine("engine: a program that uses the component", () => {
    const external = "a-secret-external-id";
    let args: OneLoginCloudTrailLakeArgs = { eventSourceName };
    let name = "onelogin";
    let options: pulumi.ComponentResourceOptions = {};
    let project: Project;
    before(async () => {
        const run = () => Promise.resolve(new OneLoginCloudTrailLake(name, args, options).outputs());
        project = await Project.make({ run, settings: "name: program\nruntime: nodejs\n" });
    });
    after(() => project.close());

    it("keeps a secret out of the state", async () => {
        const externalId = pulumi.secret(external);
        args = { ...args, channel: { policy: { accountIds: ["111122223333"], externalId } } };
        await project.up();
        const entries = fs.readdirSync(project.states, { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile());
        const texts = files.map(({ parentPath, name }) =>
            fs.readFileSync(path.join(parentPath, name), "utf8"),
        );
        expect(texts.join()).to.include("onelogin-channel-policy").and.not.to.include(external);
        const { inputs } = project.objects("Function")[0];
        expect(JSON.stringify(inputs.environment)).to.include(external);
    });

    it("under another name, with an alias, is the same but for its log groups, whose names begin with its own", async () => {
        const [store] = project.objects("EventDataStore");
        name = "lake";
        options = { aliases: [{ name: "onelogin" }] };
        expect(await project.up()).to.deep.equal({
            replace: ["lake-event-log", "lake-event-log-policy", "lake-function-log"],
            update: ["lake-function", "lake-log-target", "lake-role-policy"],
        });
        expect(project.cloud.losses).to.deep.equal([]);
        expect(project.objects("EventDataStore")).to.deep.equal([store]);
        await project.unchanged();
    });
});
