"use strict";
/**
 * What to run before a commit: `npm run check`. Linter, compiler, directions and the tests of what ships, side by side;
 * what went wrong is shown whole. The linter keeps what it found: CI lints without that, for a cached lint can miss a
 * promise that another file made floating.
 */
const { spawn } = require("node:child_process");
const path = require("node:path");

const checks = {
    lint: ["lint", "--", "--cache", "--cache-location", path.join("node_modules", ".cache", "eslint")],
    typecheck: ["typecheck"],
    directions: ["directions"],
    tests: ["test:quick"],
};

function run([name, words]) {
    const start = Date.now();
    const shell = process.platform === "win32";
    const child = spawn("npm", ["run", "--silent", ...words], { shell });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    return new Promise((resolve) =>
        child.once("close", (code) => {
            const seconds = ((Date.now() - start) / 1000).toFixed(1);
            process.stdout.write(
                `${code === 0 ? "✔" : "✘"} ${name}, ${seconds} s\n${code === 0 ? "" : output}`,
            );
            resolve(code === 0);
        }),
    );
}

void Promise.all(Object.entries(checks).map(run)).then((results) => {
    process.exitCode = results.every(Boolean) ? 0 : 1;
});
