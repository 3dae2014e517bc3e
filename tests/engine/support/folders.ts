import * as fs from "node:fs";
import * as path from "node:path";

const repository = path.join(__dirname, "../../..");

function link(target: string, at: string): void {
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.symlinkSync(path.join(repository, target), at);
}

/** The stack program as a checkout has it. */
export function copyStackProgram(folder: string): void {
    const parts = ["index.ts", "Pulumi.yaml", "package.json", "tsconfig.json"];
    for (const part of [...parts, "components", "handler", "queries"])
        fs.cpSync(path.join(repository, part), path.join(folder, part), { recursive: true });
    link("node_modules", path.join(folder, "node_modules"));
}

/** An example as somebody copies it, with this repository for its package. */
export function copyExample(name: string, folder: string): void {
    fs.cpSync(path.join(repository, "examples", name), folder, { recursive: true });
    for (const one of ["@pulumi", "@types", "ts-node", "typescript"])
        link(path.join("node_modules", one), path.join(folder, "node_modules", one));
    const own = path.join(folder, "node_modules/onelogin-cloudtrail-lake");
    fs.mkdirSync(own);
    const components = JSON.stringify(path.join(repository, "components"));
    fs.writeFileSync(path.join(own, "index.js"), `module.exports = require(${components});\n`);
}
