import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { unpack } from "../../../local/deploy/unpack";

describe("unpacking the function", () => {
    let folder: string;
    beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "unpack-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    it("writes texts, files and folders where the archive has them", async () => {
        const source = path.join(folder, "source");
        fs.mkdirSync(source);
        fs.writeFileSync(path.join(source, "index.js"), "packed");
        const code = new pulumi.asset.AssetArchive({
            "__index.js": new pulumi.asset.StringAsset("text"),
            "lib/file.js": new pulumi.asset.FileAsset(path.join(source, "index.js")),
            "node_modules/packed": new pulumi.asset.FileArchive(source),
        });
        const target = path.join(folder, "task");
        const sizes = await unpack(code, target);
        const read = (name: string) => fs.readFileSync(path.join(target, name), "utf8");
        expect(["__index.js", "lib/file.js", "node_modules/packed/index.js"].map(read)).to.deep.equal([
            "text",
            "packed",
            "packed",
        ]);
        expect([...sizes]).to.deep.equal([
            ["__index.js", 4],
            ["lib/file.js", 6],
        ]);
    });

    it("refuses what the program has no reason to register", async () => {
        const code = new pulumi.asset.AssetArchive({
            "far.js": new pulumi.asset.RemoteAsset("https://example.com/far.js"),
        });
        const failure = await unpack(code, folder).catch((error: unknown) => error);
        expect(failure)
            .to.be.instanceOf(TypeError)
            .with.property(
                "message",
                "The function's archive holds far.js, which is neither text nor from a file.",
            );
    });
});
