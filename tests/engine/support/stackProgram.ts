import * as fs from "node:fs";
import * as path from "node:path";
import { createRequire } from "node:module";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { packOnce } from "../../support/pulumi/quick";
import type { Program } from "./project";

const repository = path.join(__dirname, "../../..");
/** By require, for index.ts is CommonJS whose export is the program itself. */
const load = createRequire(__filename);

/** The stack program in this process: many runs of it take less time so. */
export function stackProgram(): Program {
    packOnce();
    return {
        run: load("../../../index") as PulumiFn,
        settings: fs.readFileSync(path.join(repository, "Pulumi.yaml"), "utf8"),
    };
}
