import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findDeployment } from "../../cli/deployment";
import { Misuse } from "../../cli/errors";

const needed = { s3BucketName: /^[a-z-]+$/, eventDataStoreArns: /^arn:/ };
const outputs = {
    s3BucketName: "bucket",
    eventDataStoreArns: ["arn:first", "arn:second"],
    ruleArn: "arn:rule",
};
const found = { s3BucketName: "bucket", eventDataStoreArns: "arn:first" };

describe("a command finds a deployment", () => {
    const folder = mkdtempSync(join(tmpdir(), "outputs-"));
    after(() => rmSync(folder, { recursive: true }));

    function fileOf(content: unknown): string {
        const file = join(folder, "outputs.json");
        writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
        return file;
    }
    const find = (content: unknown, component?: string) =>
        findDeployment({ outputs: fileOf(content), component }, needed);
    async function misuse(content: unknown, component?: string): Promise<string> {
        const error = await find(content, component).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(Misuse);
        return (error as Error).message;
    }

    it("by its outputs, among those of the stack or under a name", async () => {
        expect(await find({ ...outputs, mine: 1 })).to.deep.equal(found);
        expect(await find({ mine: { a: outputs } })).to.deep.equal(found);
        expect(await find({ one: outputs, two: { ...outputs, s3BucketName: "other" } }, "two")).to.include({
            s3BucketName: "other",
        });
    });

    it("and says what to do if there is none, more than one, or one that lacks something", async () => {
        expect(await misuse({ url: "x", list: [outputs] })).to.match(
            /nothing of OneLoginCloudTrailLake's[^]*outputs\(\)/,
        );
        expect(await misuse({ one: outputs, two: outputs })).to.include(
            "one, two.\nChoose one by --component",
        );
        expect(await misuse({ one: outputs }, "three")).to.include("No output three");
        expect(await misuse({ ruleArn: "arn:rule" })).to.include("s3BucketName is missing");
        expect(await misuse({ a: { ...outputs, s3BucketName: "[secret]" } })).to.include(
            "s3BucketName is '[secret]', and must match",
        );
    });

    it("and says what is no file of outputs", async () => {
        expect(await misuse("<xml/>")).to.include("is not JSON");
        const nowhere = findDeployment({ outputs: join(folder, "nowhere") }, needed);
        expect(await nowhere.catch(String)).to.match(/cannot be read: ENOENT[^]*Name a file/);
    });

    it("by the Pulumi CLI, in whose words it says why not", async () => {
        const path = process.env.PATH;
        const cli = join(folder, "pulumi");
        process.env.PATH = [folder, path].join(delimiter);
        try {
            writeFileSync(
                cli,
                `#!/bin/sh\n[ "$*" = "stack output --json" ] && echo '${JSON.stringify(outputs)}'\n`,
                {
                    mode: 0o755,
                },
            );
            expect(await findDeployment({}, needed)).to.deep.equal(found);
            writeFileSync(cli, "#!/bin/sh\necho 'error: no stack selected' >&2; exit 255\n", { mode: 0o755 });
            expect(await findDeployment({}, needed).catch(String)).to.match(
                /failed: error: no stack selected\n[^]*--outputs FILE/,
            );
        } finally {
            process.env.PATH = path;
        }
    });
});
