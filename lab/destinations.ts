import type { Destination } from "../local/deploy/deployment";
import { UserError } from "../local/userError";

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
