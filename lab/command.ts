import { UserError } from "../local/userError";

/**
 * Runs a command with its arguments, and ends the process: with 0, with 1 where the answer is that something is wrong,
 * or with 2, and in words, for a mistake of the user's.
 */
export async function runCommand(command: (args: string[]) => boolean | Promise<boolean>): Promise<never> {
    try {
        process.exit((await command(process.argv.slice(2))) ? 0 : 1);
    } catch (error) {
        if (!(error instanceof UserError)) throw error;
        process.stderr.write(`${error.message}\n${error.remedy}\n`);
        process.exit(2);
    }
}
