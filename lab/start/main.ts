import { print, runCommand } from "../command";
import { checkEvents } from "../../local/events/input";
import { help, readOptions } from "./options";

export async function main(args: string[]): Promise<boolean> {
    const options = readOptions(args);
    if (options.help) {
        print(help);
        return true;
    }
    if (options.file !== undefined) await checkEvents(options.file);
    // Pulumi, AWS's clients and the database take seconds to load: who asks for help, or mistypes, need not wait for them.
    const { run } = require("./start") as typeof import("./start");
    return run(options);
}

if (require.main === module) void runCommand(main);
