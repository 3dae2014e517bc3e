import * as fs from "node:fs";
import * as path from "node:path";
import program from "../../../index";
import "../../../lab/quick";
import type { Program } from "./project";

const repository = path.join(__dirname, "../../..");

/** The stack program in this process: many runs of it take less time so. */
export const stackProgram: Program = {
    run: program,
    settings: fs.readFileSync(path.join(repository, "Pulumi.yaml"), "utf8"),
};

function link(target: string, at: string): void {
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.symlinkSync(path.join(repository, target), at);
}

/** The stack program as a checkout has it. */
export const checkout: Program = {
    copy(folder) {
        const parts = ["index.ts", "config.ts", "Pulumi.yaml", "package.json", "tsconfig.json"];
        for (const part of [...parts, "components", "handler", "queries"])
            fs.cpSync(path.join(repository, part), path.join(folder, part), { recursive: true });
        link("node_modules", path.join(folder, "node_modules"));
    },
};

/** What a program in this folder imports: Pulumi's packages, and this repository for ours. */
function linkPackages(folder: string): void {
    const packages = path.join(folder, "node_modules");
    for (const one of ["@pulumi", "@types", "ts-node", "typescript"])
        link(path.join("node_modules", one), path.join(packages, one));
    const own = path.join(packages, "onelogin-cloudtrail-lake");
    fs.mkdirSync(own);
    const components = JSON.stringify(path.join(repository, "components"));
    fs.writeFileSync(path.join(own, "index.js"), `module.exports = require(${components});\n`);
}

/** An example as somebody copies it. */
export const example = (name: string): Program => ({
    copy(folder) {
        fs.cpSync(path.join(repository, "examples", name), folder, { recursive: true });
        linkPackages(folder);
    },
});

/** A program that a page shows. */
export const shown = (text: string): Program => ({
    copy(folder) {
        fs.writeFileSync(path.join(folder, "index.ts"), text);
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shown\nruntime: nodejs\n");
        for (const file of ["package.json", "tsconfig.json"])
            fs.copyFileSync(path.join(repository, "examples/smallest", file), path.join(folder, file));
        linkPackages(folder);
    },
});
