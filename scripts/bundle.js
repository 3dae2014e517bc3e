"use strict";
/** Bundles the command with the AWS SDK into one file, so that the package has no dependencies, and the licences of what is in it into another. */
const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

const root = path.join(__dirname, "..");

/** The folder of the package that a bundled file belongs to; undefined for our own. */
function packageOf(input) {
    return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}

/** A package without a file of its licence is under Apache-2.0, whose text is that of others; any other fails the build. */
function licenceOf(folder) {
    const { name, version, license } = JSON.parse(
        fs.readFileSync(path.join(root, folder, "package.json"), "utf8"),
    );
    const file = fs.readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined && license !== "Apache-2.0")
        throw new Error(`${name} ${version} (${license}) has no file with its licence.`);
    const text = fs.readFileSync(
        file === undefined ? path.join(root, "LICENSE") : path.join(root, folder, file),
        "utf8",
    );
    return { name: `${name} ${version} (${license})`, text: text.trim() };
}

/** Each text once, under the names of those that it is of. */
function licences(inputs) {
    const folders = [...new Set(Object.keys(inputs).flatMap((input) => packageOf(input) ?? []))].sort();
    const names = new Map();
    for (const { name, text } of folders.map(licenceOf)) names.set(text, [...(names.get(text) ?? []), name]);
    return [...names].map(([text, of]) => `${of.join("\n")}\n\n${text}\n`).join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} folder Where cli.js and cli.licences.txt go. */
function bundle(folder) {
    const outfile = path.join(folder, "cli.js");
    const { metafile } = esbuild.buildSync({
        absWorkingDir: root,
        entryPoints: ["cli/main.ts"],
        outfile,
        bundle: true,
        minify: true,
        platform: "node",
        // ES modules first: of those esbuild leaves out what is not used.
        mainFields: ["module", "main"],
        target: "node22",
        banner: { js: "#!/usr/bin/env node" },
        legalComments: "none",
        logLevel: "warning",
        metafile: true,
    });
    fs.chmodSync(outfile, 0o755);
    fs.writeFileSync(path.join(folder, "cli.licences.txt"), licences(metafile.inputs));
    return metafile;
}

module.exports = { bundle };
