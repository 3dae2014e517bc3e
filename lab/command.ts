import { ignoreBrokenPipe, terminal } from "../cli/terminal";
import { UserError } from "../local/userError";

/** Writes a line. */
export const { print } = terminal;

export type Command = (args: string[]) => boolean | Promise<boolean>;

/** Runs a command. Answers 0, 1 if its answer is that something is wrong, or 2, in words, for a mistake of the user's. */
export async function exitCodeOf(command: Command, args: string[]): Promise<number> {
    try {
        return (await command(args)) ? 0 : 1;
    } catch (error) {
        if (!(error instanceof UserError)) throw error;
        process.stderr.write(`${error.message}\n${error.remedy}\n`);
        return 2;
    }
}

/** The names that hold one of the words; without words, all. @throws UserError if none does. */
export function namesWith(words: string[], names: string[]): string[] {
    const chosen = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
    if (chosen.length > 0) return chosen;
    throw new UserError(`Nothing is called ${words.join(" or ")}.`, `There are: ${names.join(", ")}.`);
}

/** Runs a command with the process's arguments, and ends the process with its code. */
export async function runCommand(command: Command): Promise<never> {
    ignoreBrokenPipe();
    process.exit(await exitCodeOf(command, process.argv.slice(2)));
}
