import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { parse } from "yaml";
import { help } from "../../lab/start/options";
import { enough, recordLake } from "../support/pulumi/component";
import { invokeBatch } from "../support/forwarder";
import { blocks, pages, quoted, readText, section, table } from "./documents";

const { scripts } = JSON.parse(readText("package.json")) as { scripts: Record<string, string> };
const { config } = parse(readText("Pulumi.yaml")) as { config: Record<string, unknown> };
/** Examples are projects of their own, with keys and outputs of their own. */
const ours = pages.filter((page) => !page.startsWith("examples/"));

for (const page of pages) {
    const text = readText(page);

    describe(`${page}: its commands`, () => {
        for (const [index, script] of blocks(text, "sh").entries())
            it(`the shell can read block ${index + 1}`, () =>
                expect(spawnSync("bash", ["-n"], { input: script, encoding: "utf8" }).stderr).to.equal(""));

        it("run scripts and options that there are", () => {
            const used = [...text.matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)];
            expect(scripts).to.include.all.keys("start", ...used.map(([, run, own]) => run ?? own));
            for (const [, option] of text.matchAll(/npm start -- (--\w+)/g)) expect(help).to.include(option);
        });
    });
}

for (const page of ours) {
    const text = readText(page);

    describe(`${page}: the stack's configuration`, () => {
        it("has the keys that commands set and remove", () => {
            const set = [...text.matchAll(/^pulumi config set(?: --secret| --path)* '?([\w:-]+)/gm)];
            const removed = [...text.matchAll(/pulumi config rm-all ([\w ]+)/g)];
            const keys = [...set, ...removed].flatMap(([, names]) => names.split(" "));
            expect([...Object.keys(config), "aws:region", "aws-native:region"]).to.include.members(keys);
        });
    });
}

// npx runs a clone's own command only if npm made its file at `npm ci`; one that came later it does not find.
it("every page: a clone has the command that pages call with npx", () =>
    expect(scripts).to.include({ prepare: "npm run build" }));

it("every page: the stack has the outputs that its commands read", async () => {
    const existingBucket = { name: "log-archive", accountId: "111122223333" };
    const destinations = ["cloudtrail-lake", "s3"];
    const { result } = await recordLake({ ...enough, destinations, s3: { existingBucket } });
    const outputs = Object.keys(result?.outputs() ?? {});
    for (const page of ours) {
        const read = readText(page).matchAll(/(?:\$\(out|pulumi stack output|output) `?([a-z]\w+[A-Z]\w+)/g);
        expect(outputs, page).to.include.members([...read].map(([, name]) => name));
    }
});

/** `sqs:SendMessage`, `ReceiveMessage`: a service stands for those that follow, too. */
function actionsIn(text: string): string[] {
    let service = "";
    const named = quoted(text).map((name) => {
        if (name.includes(":")) service = name.split(":")[0];
        return `${service}:${name.split(":").at(-1)}`;
    });
    return [...named, ...statementsIn(text).flatMap(({ Action }) => Action)];
}

/** Those of the policies that a text shows. */
function statementsIn(text: string): { Sid: string; Action: string | string[] }[] {
    return blocks(text, "json").flatMap(
        (json) => (JSON.parse(json) as { Statement: { Sid: string; Action: string | string[] }[] }).Statement,
    );
}

/** Commands whose action has another name. */
const others: Record<string, string> = {
    "logs tail": "logs:FilterLogEvents",
};

function actionOf(command: string): string {
    const [service, name] = command.split(" ");
    const action = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    return others[command] ?? `${service}:${action}`;
}

describe("docs/resources.md: permissions of people", () => {
    const resources = readText("docs/resources.md");
    const queries = actionsIn(section(resources, "Who queries"));
    const night = [...queries, ...actionsIn(section(resources, "Who is called at night"))];

    for (const [page, granted] of [
        ["docs/queries.md", queries],
        ["docs/operations.md", night],
    ] as const) {
        it(`are enough for the commands of ${page}`, () => {
            const [daily] = readText(page).split("\n## After a destroy");
            const commands = [...daily.matchAll(/^.*?\baws ([a-z]+ [a-z][a-z-]+)/gm)];
            expect(commands).to.have.length.above(2);
            expect(granted).to.include.members(commands.map(([, command]) => actionOf(command)));
        });
    }

    it("leave out statements that the deployer's policy has", () => {
        const deploys = section(resources, "Who deploys");
        const sids = statementsIn(deploys).map(({ Sid }) => Sid);
        const left = quoted(deploys).filter((name) => /^[A-Z]\w+$/.test(name));
        expect(left).to.have.length.above(10);
        expect(sids).to.include.members(left);
    });
});

it("docs/operations.md names metrics that the forwarder writes", async () => {
    const { lines } = await invokeBatch([]);
    const named = table(readText("docs/operations.md"), "number").map(([number]) => number);
    const own = named.filter((number) => !number.includes("AWS/")).flatMap(quoted);
    expect(own).to.have.length.above(5);
    expect(JSON.parse(lines[0])).to.include.all.keys(own);
});
