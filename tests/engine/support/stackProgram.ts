import * as fs from "node:fs";
import * as path from "node:path";
import program from "../../../index";
import "../../../lab/quick";
import type { Program } from "./project";

const repository = path.join(__dirname, "../../..");

/** The stack program in this process: many runs of it take less time so. */
export function stackProgram(): Program {
    return {
        run: program,
        settings: fs.readFileSync(path.join(repository, "Pulumi.yaml"), "utf8"),
    };
}
