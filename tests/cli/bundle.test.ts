import { expect } from "chai";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../package.json";
import { consumersEnvironment } from "../support/node";

const { bundle } = createRequire(__filename)("../../scripts/bundle") as { bundle: (folder: string) => void };

describe("the command in one file, as it is published", function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), "command-"));
    before(() => bundle(folder));
    after(() => rmSync(folder, { recursive: true }));

    it("runs alone, and says which it is", () => {
        const { status, stdout } = spawnSync(process.execPath, [join(folder, "cli.js"), "--version"], {
            encoding: "utf8",
            cwd: folder,
        });
        expect([status, stdout.trim()]).to.deep.equal([0, version]);
    });

    it("ends quietly if nobody reads on, as with | head", async () => {
        const child = spawn(process.execPath, [join(folder, "cli.js"), "query", "--json"], {
            env: consumersEnvironment(),
        });
        child.stdout.destroy();
        let noted = "";
        child.stderr.on("data", (text) => (noted += String(text)));
        const [code] = (await once(child, "close")) as [number];
        expect([code, noted]).to.deep.equal([0, ""]);
    });

    it("takes at most 0.3 seconds of CPU to say what it can do: the SDK is not loaded for that", () => {
        const script = `process.argv.splice(2, Infinity, "--help"); process.on("exit", () => {
            const { user, system } = process.cpuUsage();
            require("node:fs").writeFileSync("cpu", String((user + system) / 1e6));
        }); require("./cli.js")`;
        const { status } = spawnSync(process.execPath, ["-e", script, "x"], { cwd: folder });
        expect(status).to.equal(0);
        expect(Number(readFileSync(join(folder, "cpu"), "utf8"))).to.be.within(0.01, 0.3);
    });

    it("comes with the licence of every package in it", () => {
        const text = readFileSync(join(folder, "cli.licences.txt"), "utf8");
        for (const name of ["@aws-sdk/client-s3", "@smithy/core", "commander", "bowser"])
            expect(text).to.match(new RegExp(`^${name} \\d[\\d.]+ \\((Apache-2.0|MIT)\\)$`, "m"));
        expect(text).to.include("Apache License").and.include("Permission is hereby granted");
    });
});
