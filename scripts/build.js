"use strict";
// Builds dist/: the compiled component and handler, their types with their documentation, and the bundled command.
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { bundle } = require("./bundle");

const root = path.join(__dirname, "..");
const dist = path.join(root, "dist");

function compile(...options) {
    const tsc = require.resolve("typescript/bin/tsc");
    execFileSync(process.execPath, [tsc, "-p", path.join(root, "tsconfig.build.json"), ...options], {
        stdio: "inherit",
    });
}

fs.rmSync(dist, { recursive: true, force: true });
// Comments inside the handler would go into the function's text; in the types they are the documentation.
compile();
compile("--declaration", "--emitDeclarationOnly", "--removeComments", "false");
bundle(dist);
