"use strict";
// Builds dist/: the compiled component and handler, their types with their documentation, and the bundled command.
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const ts = require("typescript");
const { bundle } = require("./bundle");

const root = path.join(__dirname, "..");
const dist = path.join(root, "dist");
const project = path.join(root, "tsconfig.build.json");

/** Each file by itself, which takes a quarter of the time. Comments inside the handler would go into the function's text. */
function compile() {
    const { config } = ts.readConfigFile(project, ts.sys.readFile);
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root, {}, project);
    for (const file of fileNames) {
        const source = fs.readFileSync(file, "utf8");
        const { outputText } = ts.transpileModule(source, { fileName: file, compilerOptions: options });
        const target = path.join(dist, path.relative(root, file).replace(/ts$/, "js"));
        fs.mkdirSync(path.dirname(target), { recursive: true });
        fs.writeFileSync(target, outputText);
    }
}

/** In these, comments are the documentation. It fails if a file is not TypeScript. */
function writeTypes() {
    const tsc = require.resolve("typescript/bin/tsc");
    const options = ["--declaration", "--emitDeclarationOnly", "--removeComments", "false"];
    execFileSync(process.execPath, [tsc, "-p", project, ...options], { stdio: "inherit" });
}

function copyData() {
    for (const file of fs.globSync("{components,handler,queries}/*.json", { cwd: root }))
        fs.copyFileSync(path.join(root, file), path.join(dist, file));
}

fs.rmSync(dist, { recursive: true, force: true });
compile();
writeTypes();
copyData();
bundle(dist);
