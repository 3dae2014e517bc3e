import { createRequire } from "node:module";
import { runCommand } from "../command";
import { checkFile } from "../../local/events/lines";
import { help, readOptions } from "./options";
import { print } from "../print";
import type * as start from "./start";

/** Pulumi, AWS's clients and the database take seconds to load: who asks for help, or mistypes, need not wait for them. */
const load = createRequire(__filename);

void runCommand(async (args) => {
    const options = readOptions(args);
    if (options.help) {
        print(help);
        return true;
    }
    if (options.file !== undefined) await checkFile(options.file);
    return (load("./start") as typeof start).run(options);
});
