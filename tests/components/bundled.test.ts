import fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { forLake } from "../../components/queries";
import { recordLake } from "../support/pulumi/component";
import { valueOf } from "../support/pulumi/recorder";

const root = path.resolve(__dirname, "../..");
const ours = ["components", "handler", "queries"].map((folder) => path.join(root, folder));
const reading = ["readFileSync", "readdirSync", "existsSync", "statSync"] as const;

/** Whatever is read of our folders while the action runs. */
async function readBy(action: () => Promise<unknown>): Promise<string[]> {
    const read: string[] = [];
    const originals = reading.map((name) => [name, fs[name]] as const);
    for (const [name, original] of originals) {
        Object.assign(fs, {
            [name]: (file: unknown, ...others: unknown[]) => {
                if (
                    ours.some((folder) => String(file).startsWith(folder)) &&
                    !String(file).includes("node_modules")
                )
                    read.push(String(file));
                return Reflect.apply(original, fs, [file, ...others]) as unknown;
            },
        });
    }
    try {
        await action();
    } finally {
        Object.assign(fs, Object.fromEntries(originals));
    }
    return read;
}

describe("a program in one bundled file", () => {
    it("needs no file of ours: what the component uses is compiled in", async () => {
        const make = async () => valueOf((await recordLake()).result?.queries);
        await make();
        expect(await readBy(make)).to.deep.equal([]);
    });

    it("has the queries that people read", async () => {
        const queries = (await valueOf((await recordLake()).result?.queries)) as Record<string, string>;
        for (const [name, sql] of Object.entries(queries)) {
            const file = fs.readFileSync(path.join(root, "queries", `${name}.sql`), "utf8");
            expect(forLake(file, "11111111-aaaa"), name).to.contain(sql);
        }
    });
});
