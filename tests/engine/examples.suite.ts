import { expect } from "chai";
import { parse } from "yaml";
import { exampleNames, readExample } from "../support/pulumi/example";
import { describeWithEngine } from "./support/cli";
import { bucketAndGuards } from "./support/operations";
import { example } from "./support/programs";
import { account, Project, region } from "./support/project";
import type { Config } from "./support/project";
import { followWalkThrough, walkThrough } from "./support/walkThrough";

const member = { account: "111122223333", region: "eu-west-1" };

/** What surrounds an example, beyond its sample configuration. */
interface Circumstances {
    place?: typeof member;
    config?: Config;
    secret?: string;
    /** What a destroy leaves in the account. */
    kept?: string[];
}

const circumstances: Record<string, Circumstances> = {
    "central-account/central": { secret: "externalId" },
    "central-account/member": {
        place: member,
        config: { "aws:assumeRoles": [{ roleArn: `arn:aws:iam::${member.account}:role/deploy` }] },
        secret: "externalId",
        kept: [],
    },
    s3: { kept: bucketAndGuards },
    production: { config: { eventDataStoreArn: walkThrough.store } },
};

describeWithEngine("engine: examples", () => {
    for (const name of exampleNames) {
        const {
            place = { account, region },
            config: own = {},
            secret,
            kept = ["EventDataStore"],
        } = circumstances[name] ?? {};

        const isProduction = name === "production";
        const end = isProduction ? "refuses to be destroyed" : "is destroyed";

        it(`${name}: is made, has nothing to do then, and ${end}`, async () => {
            const { config: sample } = parse(readExample(name, "Pulumi.dev.yaml")) as { config: Config };
            const project = await Project.make(example(name), { ...sample, ...own });
            try {
                if (secret !== undefined)
                    await project.stack.setConfig(secret, { value: "an-external-id", secret: true });
                for (const value of Object.values(sample))
                    if (/^aws\.partner/.test(String(value)))
                        project.cloud.eventSources.push({ name: String(value), ...place });
                if (isProduction) followWalkThrough(project, "EventDataStore");
                const objects = () => project.cloud.list({ ...place, partition: "aws" });
                await project.up();
                expect(objects()).to.have.length.above(15);
                expect(project.cloud.losses).to.deep.equal([]);
                await project.unchanged();
                if (isProduction) {
                    const { errors } = await project.failure("destroy");
                    expect(errors.join("\n")).to.include("protected");
                } else {
                    await project.destroy();
                    const left = objects().map(({ type }) => type.split(":").at(-1));
                    expect(left).to.have.members(kept);
                }
                expect(project.cloud.losses).to.deep.equal([]);
            } finally {
                project.close();
            }
        });
    }
});
