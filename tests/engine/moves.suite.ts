import { expect } from "chai";
import { describeWithEngine } from "./support/cli";
import { eventSourceName, Project } from "./support/project";
import type { Config } from "./support/project";
import { children } from "./support/operations";
import type { Operations } from "./support/operations";
import { stackProgram } from "./support/programs";

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
const ofS3 = children(
    "s3-bucket",
    "s3-bucket-policy",
    "s3-database",
    "s3-encryption",
    "s3-object-lock",
    "s3-public-access",
    "s3-table",
    "s3-versioning",
    "s3-workgroup",
    ...unit.map((suffix) => `s3-${suffix}`),
);
const ofQueue = children("mapping", "queue", "queue-policy", "queue-redrive", "queue-target");
const ofDirect = children("function-permission", "function-retries", "function-target");
/** The redrive allow policy of the dead letters names the queues that there are. */
const changed = children("dead-letters-redrive", "function", "role-policy");

const lake: Config = { eventSourceName };
const direct: Config = { eventSourceName, deliveryMode: "direct", forwarderReservedConcurrency: 5 };
const both: Config = { eventSourceName, destinations: ["cloudtrail-lake", "s3"] };
const s3: Config = { eventSourceName, destinations: ["s3"] };

/** What each does; and the target of a queue, which goes first so that the queue is drained before it goes, as the docs of `destinations` say. */
const moves: [title: string, to: Config, does: Operations, target?: string][] = [
    ["from a queue to direct delivery", direct, { create: ofDirect, update: changed, delete: ofQueue }],
    ["from direct delivery back to a queue", lake, { create: ofQueue, update: changed, delete: ofDirect }],
    ["from CloudTrail Lake to both", both, { create: ofS3 }],
    ["from both to S3 alone", s3, { delete: ofLake }, "onelogin-queue-target"],
    ["from S3 alone back to both", both, { create: ofLake }],
    ["from both back to CloudTrail Lake", lake, { delete: ofS3 }, "onelogin-s3-queue-target"],
];

describeWithEngine("engine: another delivery.mode, and a move between destinations", () => {
    let project: Project;
    before(async () => {
        project = await Project.make(stackProgram, lake);
        await project.up();
    });
    after(() => project.close());

    for (const [title, to, does, target] of moves)
        it(`${title} only makes, or only deletes what was asked for, and keeps store and bucket`, async () => {
            const evidence = () =>
                ["EventDataStore", "Bucket"].flatMap((type) => project.objects(type)).map(({ id }) => id);
            const before = evidence();
            project.configure(to);
            expect(await project.preview()).to.deep.equal(does);
            const rest = { ...does };
            if (target !== undefined) {
                expect(await project.destroy(`**::${target}`)).to.deep.equal({ delete: [target] });
                rest.delete = does.delete?.filter((name) => name !== target);
            }
            expect(await project.up()).to.deep.equal(rest);
            expect(project.cloud.losses).to.deep.equal([]);
            expect(evidence()).to.include.members(before);
            await project.unchanged();
        });
});
