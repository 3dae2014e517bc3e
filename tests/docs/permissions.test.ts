import { expect } from "chai";
import { quoted, readText, section } from "./documents";

const readme = readText("README.md");
const night = /\*\*Who queries:\*\*[^]*/.exec(section(readme, "Permissions of people"))?.[0] ?? "";

/** `sqs:SendMessage`, `ReceiveMessage`: a service stands for those that follow, too. */
function actionsIn(text: string): Set<string> {
    let service = "";
    return new Set(
        quoted(text).map((name) => {
            if (name.includes(":")) service = name.split(":")[0];
            return `${service}:${name.split(":").at(-1)}`;
        }),
    );
}

/** Commands whose action has another name. */
const others: Record<string, string> = {
    "logs tail": "logs:FilterLogEvents",
    "lambda invoke": "lambda:InvokeFunction",
};

function actionOf(command: string): string {
    const [service, name] = command.split(" ");
    const action = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    return others[command] ?? `${service}:${action}`;
}

const pages: [string, string][] = [
    ["README: Checking each hop", section(readme, "Checking each hop")],
    ["README: Queries", section(readme, "Queries")],
    ["docs/delivery.md", readText("docs/delivery.md")],
];

describe("README: permissions of who queries, and of who is called at night", () => {
    for (const [page, text] of pages) {
        it(`are enough for the commands: ${page}`, () => {
            const commands = [...text.matchAll(/^.*?\baws ([a-z]+ [a-z][a-z-]+)/gm)].map(
                ([, command]) => command,
            );
            expect(commands).to.have.length.above(2);
            expect([...actionsIn(night)]).to.include.members(commands.map(actionOf));
        });
    }

    it("are enough to redrive what a key of one's own encrypts", () => {
        expect(night.slice(night.indexOf("StartMessageMoveTask"))).to.match(
            /`delivery\.kmsKeyArn`[^.]*`kms:Decrypt` and `kms:GenerateDataKey`/,
        );
    });

    for (const file of ["README.md", "docs/delivery.md"]) {
        it(`${file} says that it uses jq`, () => {
            expect(readText(file)).to.match(/\| jq /);
            expect(readText(file)).to.include("[jq](https://jqlang.org)");
        });
    }
});
