import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { blocks as blocksOf, readText, section } from "../docs/documents";
import { runBlocks } from "./support/commands";
import type { Ran } from "./support/commands";
import { describeWithEngine } from "./support/cli";
import { copyStackProgram, writeProgram } from "./support/folders";
import { Project } from "./support/project";
import { followWalkThrough, remains, removeOldParts, walkThrough } from "./support/walkThrough";

const page = readText("docs/adopt.md");
const blocks = (heading: string) => blocksOf(section(page, heading), "sh");
/** How many resources the page says that are made. */
const said = (heading: string) => Number(/creates (\d+) resources/.exec(section(page, heading))?.[1]);
const [enable, destroyA, destroyB] = blocks("Going back");

const answers = {
    "list-event-data-stores": walkThrough.store,
    "list-channels": walkThrough.channel,
};

describeWithEngine("engine: docs/adopt.md", () => {
    let project: Project;
    let before: string;

    /** Runs blocks of the page in a shell of their own, after those that set its variables. */
    function follow(...more: string[]): Promise<Ran> {
        return runBlocks(project, [...blocks("What you have"), ...more], answers);
    }
    const idOf = (type: string) => project.objects(type).find(({ id }) => id !== walkThrough.rule)?.id;
    const remaining = () => JSON.stringify(remains(project));

    beforeEach(async () => {
        project = await Project.make({ copy: copyStackProgram });
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
        const own = await Project.make(
            { copy: (folder) => writeProgram(program, folder) },
            { store, channel, source },
            project.cloud,
        );
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
