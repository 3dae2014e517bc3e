"use strict";
// Prints the notes of the release: what CHANGELOG.md says of this version, and by what its function is recognized.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { version } = require("../package.json");
const hashes = require("../components/functionHashes.json");

const changelog = readFileSync(join(__dirname, "../CHANGELOG.md"), "utf8");
const section = changelog.split(/^## /m).find((text) => text.startsWith(`[${version}]`));
if (section === undefined) throw new Error(`CHANGELOG.md has no section [${version}].`);
const changes = section.slice(section.indexOf("\n")).trim();
const named = Object.entries(hashes).map(([name, hash]) => `\`${name}Hash\` \`${hash}\``);
process.stdout.write(
    `${changes}\n\nSHA-256 of the functions' texts, for the policy pack: ${named.join(", ")}\n`,
);
