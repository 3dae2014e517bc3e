import { expect } from "chai";
import { recordLake } from "../support/pulumi/component";
import { walkThrough } from "../engine/support/walkThrough";
import { readText } from "./documents";

interface Import {
    nameTable?: Record<string, string>;
    resources: { type: string; name: string; parent?: string; id?: string; component?: boolean }[];
}

/** The import files that the page writes, with the shell's variables as they are. */
const imports = [...readText("docs/adopt.md").matchAll(/^cat > adopt\.json <<END\n([^]*?)^END$/gm)].map(
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
});
