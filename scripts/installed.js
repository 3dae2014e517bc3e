"use strict";
/**
 * What users install: this package has no dependencies of its own, but peers, which npm passes over in this repository,
 * because they are development dependencies here; and what is bundled into its command.
 *
 * - `node scripts/installed.js audit` audits it, and ends with npm's own exit code. If the registry could not be asked,
 *   that is a failure on GitHub, and said in words elsewhere.
 * - `node scripts/installed.js sbom` prints it as a CycloneDX document.
 */
const { spawnSync } = require("node:child_process");
const { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { name, version, description, license, ...manifest } = require("../package.json");

function npm(...options) {
    const shell = process.platform === "win32";
    const { status, stdout, stderr } = spawnSync("npm", options, { cwd: folder, encoding: "utf8", shell });
    return { status: status ?? 1, stdout, output: (stdout + stderr).trim() };
}

/** What the command imports, at the versions that are bundled; what these bring along follows. */
function bundled() {
    const { packages } = require("../package-lock.json");
    const folder = join(__dirname, "../cli");
    const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".ts"));
    const sources = files.map((file) => readFileSync(join(folder, file), "utf8"));
    const names = sources.flatMap((source) => [...source.matchAll(/ from "((?!node:)[@\w][^"]*)";/g)]);
    return Object.fromEntries(names.map(([, found]) => [found, packages[`node_modules/${found}`].version]));
}

/** Resolves the package, its peers and what is bundled, and downloads nothing. */
function resolve() {
    const { dependencies = {}, peerDependencies, peerDependenciesMeta } = manifest;
    const required = Object.entries(peerDependencies).filter(
        ([peer]) => !peerDependenciesMeta[peer]?.optional,
    );
    const consumer = { name, version, description, license };
    consumer.dependencies = { ...dependencies, ...bundled(), ...Object.fromEntries(required) };
    writeFileSync(join(folder, "package.json"), JSON.stringify(consumer));
    return npm("install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund");
}

const commands = {
    audit() {
        const { status, output } = npm("audit");
        // Whatever else npm says, with whatever exit code, is no verdict.
        if (/\bvulnerabilit(?:y|ies)\b/.test(output)) return { status, output };
        const unasked = `Not audited: the package registry gave no verdict.\n${output}`;
        return { status: process.env.GITHUB_ACTIONS === "true" ? 1 : 0, output: unasked };
    },
    sbom() {
        const made = npm("sbom", "--sbom-format=cyclonedx", "--sbom-type=library", "--package-lock-only");
        return made.status === 0 ? { status: 0, output: made.stdout.trim() } : made;
    },
};

const command = commands[process.argv[2]];
if (command === undefined) {
    process.stderr.write(`Usage: node scripts/installed.js ${Object.keys(commands).join(" | ")}\n`);
    process.exit(2);
}
const temporary = mkdtempSync(join(tmpdir(), "installed-"));
// npm calls what it lists by the name of its folder, whatever the manifest says.
const folder = join(temporary, name);
mkdirSync(folder);
const resolved = resolve();
const { status, output } = resolved.status === 0 ? command() : resolved;
rmSync(temporary, { recursive: true });
process.stdout.write(`${output}\n`);
process.exitCode = status;
