import { createRequire } from "node:module";
import { help, readOptions } from "./options";
import { print } from "./show/print";
import type * as start from "./start";
import { UserError } from "./userError";

/** Pulumi, AWS's clients and the database take seconds to load: who asks for help, or mistypes, need not wait for them. */
const load = createRequire(__filename);

async function main(): Promise<number> {
    try {
        const options = readOptions(process.argv.slice(2));
        if (options.help) {
            print(help);
            return 0;
        }
        const { run } = load("./start") as typeof start;
        return (await run(options)) ? 0 : 1;
    } catch (error) {
        if (!(error instanceof UserError)) throw error;
        process.stderr.write(`${error.message}\n${error.remedy}\n`);
        return 2;
    }
}

void main().then((code) => process.exit(code));
