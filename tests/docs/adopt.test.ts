import { expect } from "chai";
import { parse } from "yaml";
import { recordLake } from "../support/pulumi/component";
import { walkThrough } from "../engine/support/walkThrough";
import { record } from "../local/lake/support";
import { answerOf } from "./answers";
import { readText } from "./documents";

const page = readText("docs/adopt.md");

interface Import {
    nameTable?: Record<string, string>;
    resources: { type: string; name: string; parent?: string; id?: string; component?: boolean }[];
}

/** The import files that the page writes, with the shell's variables as they are. */
const imports = [...page.matchAll(/^cat > adopt\.json <<END\n([^]*?)^END$/gm)].map(
    ([, text]) => JSON.parse(text) as Import,
);

describe("docs/adopt.md", () => {
    it("imports children that there are, by their types", async () => {
        const { registrations } = await recordLake({
            eventSourceName: walkThrough.bus,
            eventLog: { name: walkThrough.logGroup },
        });
        const known = registrations.map(({ name, type }) => `${name.replace(/^lake/, "onelogin")} ${type}`);
        expect(imports.map(({ resources }) => resources.length)).to.deep.equal([5, 3]);
        for (const { name, type } of imports.flatMap(({ resources }) => resources))
            expect(known).to.include(`${name} ${type}`);
    });

    it("gives each import a parent that the file names", () => {
        for (const { nameTable = {}, resources } of imports) {
            const parents = [
                ...Object.keys(nameTable),
                ...resources.filter((one) => one.component).map((one) => one.name),
            ];
            expect(parents).to.have.lengthOf(1);
            for (const { parent, component } of resources)
                expect(parent ?? component).to.equal(parent ? parents[0] : true);
        }
    });

    it("sets and removes configuration keys that there are", () => {
        const { config } = parse(readText("Pulumi.yaml")) as { config: Record<string, unknown> };
        const set = [...page.matchAll(/pulumi config set (?:--path ')?(\w+)/g)].map(([, key]) => key);
        const removed = [...page.matchAll(/pulumi config rm-all ([\w ]+)/g)].flatMap(([, keys]) =>
            keys.split(" "),
        );
        expect([...set, ...removed]).to.have.lengthOf.above(15);
        expect(config).to.include.all.keys(...set, ...removed);
    });

    it("has a query that shows each event once, whatever UID the old function gave it", async () => {
        const raw = (uuid?: string) => ({ additionalEventData: { raw: { detail: { uuid } } } });
        const { columns, rows } = await answerOf(page, "Switching over", [
            record("one", raw("one")),
            record("of-the-old-function", raw("one")),
            record("two", raw("two")),
            record("without-uuid", raw()),
            record("without-uuid", raw()),
        ]);
        expect(columns.map(({ name }) => name)).to.deep.equal(["eventTime", "eventName", "UID", "uuid"]);
        expect(rows.map((row) => row[3])).to.have.members(["one", "two", null]);
    });
});
