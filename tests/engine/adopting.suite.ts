import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { blocks as blocksOf, readText, section } from "../docs/documents";
import { describeWithEngine } from "./support/cli";
import { checkout, shown } from "./support/programs";
import { Project } from "./support/project";
import { followWalkThrough, remains, removeOldParts, walkThrough } from "./support/walkThrough";

const run = promisify(execFile);
const page = readText("docs/adopt.md");
const blocks = (heading: string) => blocksOf(section(page, heading), "sh");
/** How many resources the page says that are made. */
const said = (heading: string) => Number(/creates (\d+) resources/.exec(section(page, heading))?.[1]);
const [enable, destroyA, destroyB] = blocks("Going back");

/** In place of the AWS CLI: prints each call, and answers the look-ups. */
const awsCli = `aws() {
    printf 'aws %s\\n' "$*" >&2
    case "$*" in
        *list-event-data-stores*) echo '${walkThrough.store}' ;;
        *list-channels*) echo '${walkThrough.channel}' ;;
    esac
}`;

describeWithEngine("engine: docs/adopt.md", () => {
    let project: Project;
    let before: string;

    /**
     * Runs blocks of the page as a person would, after those that set its variables, in the folder of the stack program; the
     * first that fails ends it. Answers what they printed, and the calls of the AWS CLI.
     */
    async function follow(...more: string[]): Promise<{ output: string; aws: string[] }> {
        const script = ["set -eo pipefail", awsCli, ...blocks("What you have"), ...more].join("\n");
        const env = {
            ...process.env,
            ...project.environment,
            PULUMI_SKIP_CONFIRMATIONS: "true",
            PULUMI_STACK: "prod",
        };
        const { stdout, stderr } = await run("bash", ["-c", script], { cwd: project.folder, env });
        return { output: stdout, aws: stderr.split("\n").filter((line) => line.startsWith("aws ")) };
    }
    const idOf = (type: string) => project.objects(type).find(({ id }) => id !== walkThrough.rule)?.id;
    const remaining = () => JSON.stringify(remains(project));

    beforeEach(async () => {
        project = await Project.make(checkout);
        followWalkThrough(project);
        before = remaining();
    });
    afterEach(() => {
        expect(project.cloud.losses).to.deep.equal([]);
        project.close();
    });

    it("A delivers to what exists, and touches nothing of it; going back removes what was made", async () => {
        const { output } = await follow(...blocks("A. Deliver to what exists"));
        // The stack and the component beside them.
        expect(output).to.include(`+ ${said("A. Deliver to what exists") + 2} created`);
        expect(project.objects("EventTarget")).to.have.lengthOf(4);
        expect(remaining()).to.equal(before);
        await project.unchanged();
        const { aws } = await follow(...blocks("Switching over"), enable, destroyA);
        expect(aws.slice(2)).to.deep.equal([
            `aws events disable-rule --name onelogin-events --event-bus-name ${walkThrough.bus}`,
            `aws events enable-rule --name onelogin-events --event-bus-name ${walkThrough.bus}`,
        ]);
        expect(JSON.stringify(project.objects())).to.equal(before);
    });

    it("from A to B nothing is made or replaced, and events go on", async () => {
        await follow(...blocks("A. Deliver to what exists"));
        const rule = idOf("EventRule");
        await follow(...blocks("From A to B"));
        expect(await project.up()).to.deep.equal({ update: ["onelogin-store"] });
        expect(idOf("EventRule")).to.equal(rule);
        await project.refresh();
        await project.unchanged();
    });

    it("B takes over all four, and replaces nothing", async () => {
        const [told, imported, up] = blocks("B. Take it over");
        const { output } = await follow(told, imported);
        expect(output).to.match(/= 5 imported/);
        expect(remaining()).to.equal(before);
        const { create, ...others } = await project.preview();
        expect(create).to.have.lengthOf(said("B. Take it over"));
        expect(others).to.deep.equal({ update: ["onelogin-event-log", "onelogin-store"] });
        await follow(up);
        expect(project.objects("Channel").map(({ id }) => id)).to.deep.equal([walkThrough.channel]);
        await project.refresh();
        await project.unchanged();
    });

    it("B, by a transform in a program of one's own, does the same", async () => {
        const [program] = blocksOf(section(page, "In a program of your own"), "ts");
        const { store, channel, bus: source } = walkThrough;
        const own = await Project.make(shown(program), { store, channel, source }, project.cloud);
        try {
            const { import: imported, create, ...others } = await own.up();
            const four = ["onelogin-bus", "onelogin-channel", "onelogin-event-log", "onelogin-store"];
            expect(imported).to.deep.equal(four);
            expect(create).to.have.lengthOf(said("B. Take it over"));
            expect(others).to.deep.equal({ update: ["onelogin-event-log", "onelogin-store"] });
            const without = program.replace("{ transforms: [adopt] },", "");
            expect(without).not.to.include("transforms: [adopt]");
            fs.writeFileSync(path.join(own.folder, "index.ts"), without);
            await own.unchanged();
        } finally {
            own.close();
        }
    });

    it("B goes back to the walk-through, which still has its four", async () => {
        await follow(...blocks("B. Take it over"));
        await follow(enable, destroyB);
        expect(project.objects().map(({ id }) => id)).to.have.members(
            (JSON.parse(before) as { id: string }[]).map(({ id }) => id),
        );
    });

    it("B without the store's own billing would shorten what is kept: the preview shows it", async () => {
        const [told, imported] = blocks("B. Take it over");
        await follow(told.replace(/^.*(BillingMode|RetentionDays).*\n/gm, ""), imported);
        const { output } = await follow("pulumi preview --diff");
        expect(output).to.match(/retentionPeriod *: 2557 => 366/);
    });

    it("the old parts can go, and the rest goes on", async () => {
        await follow(...blocks("A. Deliver to what exists"));
        removeOldParts(project);
        await project.refresh();
        await project.unchanged();
        expect(project.objects("EventTarget")).to.have.lengthOf(2);
    });
});
