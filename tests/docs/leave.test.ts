import { expect } from "chai";
import { run } from "../../cli/program";
import { keptTerminal } from "../cli/terminal";
import { enough, recordLake } from "../support/pulumi/component";
import type { Registration } from "../support/pulumi/registration";
import { quoted, readText, section } from "./documents";

const page = readText("docs/leave-cloudtrail-lake.md");

/** What a program with these destinations registers, by name. */
async function registered(destinations: string[], more: object = {}): Promise<Map<string, Registration>> {
    const { registrations } = await recordLake({ ...enough, destinations, ...more });
    return new Map(registrations.map((one) => [one.name, one]));
}

const missingIn = (one: Map<string, unknown>, other: Map<string, unknown>): string[] =>
    [...one.keys()].filter((name) => !other.has(name));
const changed = (one: Map<string, Registration>, other: Map<string, Registration>): string[] =>
    [...one].flatMap(([name, { type, inputs }]) => {
        const now = other.get(name);
        return now === undefined || JSON.stringify([type, inputs]) === JSON.stringify([now.type, now.inputs])
            ? []
            : [name];
    });

describe("docs/leave-cloudtrail-lake.md: what each preview shows", () => {
    let lake: Map<string, Registration>;
    let both: Map<string, Registration>;
    let s3: Map<string, Registration>;
    before(async () => {
        lake = await registered(["cloudtrail-lake"]);
        both = await registered(["cloudtrail-lake", "s3"]);
        s3 = await registered(["s3"]);
    });

    it("step 1 creates as many resources as the page says, of S3's names, and touches no others", () => {
        const [, count] = /creates (\d+) resources/.exec(section(page, "1. Deliver to both")) ?? [];
        const created = missingIn(both, lake);
        expect(created).to.have.lengthOf(Number(count));
        for (const name of created) expect(name).to.match(/^lake-s3-/);
        expect([missingIn(lake, both), changed(lake, both)]).to.deep.equal([[], []]);
    });

    it("step 3 lets a role write by the bucket's policy alone", async () => {
        const [update] = quoted(section(page, "3. Copy the history")).filter((name) =>
            name.startsWith("onelogin-s3-"),
        );
        const writerArns = ["arn:aws:iam::111122223333:role/history"];
        const now = await registered(["cloudtrail-lake", "s3"], { s3: { writerArns } });
        expect(changed(both, now)).to.deep.equal([update.replace("onelogin", "lake")]);
        expect([missingIn(both, now), missingIn(now, both)]).to.deep.equal([[], []]);
    });

    it("step 4 names the target of CloudTrail Lake's queue", () => {
        const [, target] =
            /--target '\*\*::onelogin-([\w-]+)'/.exec(section(page, "4. Drain CloudTrail Lake's queue")) ??
            [];
        expect(both.get(`lake-${target}`)?.type).to.equal("aws:cloudwatch/eventTarget:EventTarget");
    });

    it("step 5 deletes what CloudTrail Lake alone has, retains the store, and touches nothing else", () => {
        const deleted = missingIn(both, s3);
        expect(deleted).to.include.members([
            "lake-function",
            "lake-queue",
            "lake-dead-letters",
            "lake-channel",
        ]);
        for (const kept of ["lake-bus", "lake-rule", "lake-event-log", "lake-log-target"])
            expect(deleted).not.to.include(kept);
        expect(deleted.filter((name) => name.startsWith("lake-s3-"))).to.deep.equal([]);
        expect(both.get("lake-store")?.retainOnDelete).to.equal(true);
        expect([missingIn(s3, both), changed(both, s3)]).to.deep.equal([[], []]);
    });
});

it("docs/leave-cloudtrail-lake.md: the command has the options that the page gives it", async () => {
    const [, call] = /^npx onelogin-cloudtrail-lake (.*)$/m.exec(page) ?? [];
    const terminal = keptTerminal();
    expect(await run([call.split(" ")[0], "--help"], terminal)).to.equal(0);
    for (const [option] of page.matchAll(/(?<=history.*|`)--[a-z]+/g))
        expect(terminal.printed.join()).to.include(option);
});
