"use strict";
/**
 * Audits what users install: this package has no dependencies of its own, but peers, which `npm audit --omit=dev` in this
 * repository passes over, for they are development dependencies here. Ends with npm's own exit code.
 */
const { spawnSync } = require("node:child_process");
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { dependencies = {}, peerDependencies, peerDependenciesMeta } = require("../package.json");

const required = Object.entries(peerDependencies).filter(([name]) => !peerDependenciesMeta[name]?.optional);
const folder = mkdtempSync(join(tmpdir(), "audit-"));

function npm(...options) {
    const shell = process.platform === "win32";
    const { status, stdout, stderr } = spawnSync("npm", options, { cwd: folder, encoding: "utf8", shell });
    return { status, output: stdout + stderr };
}

function audit() {
    const manifest = { private: true, dependencies: { ...dependencies, ...Object.fromEntries(required) } };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const installed = npm("install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund");
    if (installed.status !== 0) return installed;
    const audited = npm("audit");
    if (!/audit endpoint returned an error/.test(audited.output)) return audited;
    return { status: 0, output: "Not audited: this package registry offers no audits." };
}

const { status, output } = audit();
rmSync(folder, { recursive: true });
process.stdout.write(`${output.trim()}\n`);
process.exitCode = status ?? 1;
