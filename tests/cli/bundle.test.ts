import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../package.json";
import { bundled } from "./bundled";

describe("the command in one file, as it is published", function () {
    this.timeout(60_000);
    const { folder, start } = bundled();

    it("runs alone, and says which it is", () => {
        const { status, stdout } = spawnSync(process.execPath, [join(folder, "cli.js"), "--version"], {
            encoding: "utf8",
            cwd: folder,
        });
        expect([status, stdout.trim()]).to.deep.equal([0, version]);
    });

    /** With one of its outputs closed, as by `| head` or `2>&1 | head`. @returns Its exit code, and what is in the other. */
    async function unread(closed: "stdout" | "stderr", ...args: string[]): Promise<[number, string]> {
        const child = start(...args);
        child[closed].destroy();
        let other = "";
        child[closed === "stdout" ? "stderr" : "stdout"].on("data", (text) => (other += String(text)));
        const [code] = (await once(child, "close")) as [number];
        return [code, other];
    }

    it("ends quietly if nobody reads on, as with | head", async () =>
        expect(await unread("stdout", "query", "--json")).to.deep.equal([0, ""]));

    it("goes on if nobody reads what it notes beside its answer, as with 2>&1 | head", async () => {
        const [code, answer] = await unread("stderr", "redrive", "--limit", "none");
        expect([code, answer]).to.deep.equal([2, ""]);
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
