/** How the laboratory's commands read what they are asked to do. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Destination } from "../local/deploy/deployment";
import { UserError } from "../local/userError";

/** @throws UserError for an option that does not exist, or that lacks its value. */
export function readArguments<Config extends ParseArgsConfig>(
    config: Config,
    remedy: string,
): ReturnType<typeof parseArgs<Config>> {
    try {
        return parseArgs(config);
    } catch (error) {
        throw new UserError((error as Error).message.split(". ")[0] + ".", remedy);
    }
}

/** @throws UserError unless the value is a whole number within the limits. */
export function whole(name: string, value: string, [min, max]: [number, number], remedy: string): number {
    const read = Number(value);
    if (Number.isInteger(read) && read >= min && read <= max) return read;
    throw new UserError(`--${name} ${value} must be a whole number from ${min} to ${max}.`, remedy);
}

const known: readonly string[] = ["cloudtrail-lake", "s3"] satisfies Destination[];

/** Reads `--destinations`. */
export function readDestinations(value: string, remedy: string): Destination[] {
    const names = value.split(",");
    if (names.every((name) => known.includes(name)) && new Set(names).size === names.length)
        return names as Destination[];
    throw new UserError(
        `--destinations ${value} must be cloudtrail-lake, s3, or both with a comma between.`,
        remedy,
    );
}
