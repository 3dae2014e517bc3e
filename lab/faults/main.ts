import { print, runCommand } from "../command";
import { UserError } from "../../local/userError";
import { mixOf } from "./mixed";
import { help, readOptions } from "./options";
import type { Options } from "./options";
import { modesOf } from "./modes";
import { closing, failures, lines, opening } from "./report";
import { faultCases } from "./table";

async function run(options: Options): Promise<boolean> {
    const { seed, only = "", events, mixed, mixedEvents, outage, destinations } = options;
    const start = Date.now();
    const modes = modesOf(destinations);
    const chosen = faultCases.filter(
        ({ name, ends }) => name.includes(only) && modes.some((mode) => ends[mode] !== undefined),
    );
    const mixes = Array.from({ length: mixed }, (_, index) => mixOf(faultCases, seed + index));
    if (chosen.length + mixes.length === 0)
        throw new UserError(
            `No fault's name holds ${only}.`,
            `There are: ${faultCases.map(({ name }) => name).join(", ")}.`,
        );
    print(opening(options, chosen.length));
    // Pulumi and AWS's clients take seconds to load: who asks for help, or misspelt a name, need not wait for them.
    const { runFaults } = require("./runs") as typeof import("./runs");
    const shared = { outageSeconds: outage * 60, modes, both: destinations.length > 1 };
    const progress = process.stderr.isTTY ? () => process.stderr.write(".") : undefined;
    const alone = await runFaults(chosen, { ...shared, events, seed }, progress);
    const together = [];
    for (const [index, mix] of mixes.entries())
        together.push(
            ...(await runFaults([mix], { ...shared, events: mixedEvents, seed: seed + index }, progress)),
        );
    const reports = [...alone, ...together];
    print(lines(reports));
    for (const { name, what } of mixes) print(`${name}: ${what}`);
    const wrong = failures(reports, options);
    print([closing(reports, (Date.now() - start) / 1000), ...wrong].join("\n"));
    return wrong.length === 0;
}

export async function main(args: string[]): Promise<boolean> {
    const options = readOptions(args);
    if (!options.help) return run(options);
    print(help);
    return true;
}

if (require.main === module) void runCommand(main);
