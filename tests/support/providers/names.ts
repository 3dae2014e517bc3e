import { createHash } from "node:crypto";
import type { Schema } from "./schemas";
import type { Properties } from "./wire";

/** The provider's own list of the names that it made up: such a name is kept, and may be made anew. */
export const madeUp = "__defaults";

/** A bus has no automatic name. */
const unnamed = ["aws:cloudwatch/eventBus:EventBus"];

export function isMadeUp(inputs: Properties, input: string): boolean {
    return (inputs[madeUp] as string[] | undefined)?.includes(input) ?? false;
}

/** The program's inputs alone. */
export function withoutOwn(inputs: Properties): Properties {
    return Object.fromEntries(Object.entries(inputs).filter(([input]) => input !== madeUp));
}

/**
 * Fills in a name where the program gives none. `aws` keeps a name that it made up itself; `aws-native` keeps any that
 * the resource has (autonaming of the two providers).
 */
export function named(
    type: string,
    name: string,
    schema: Schema,
    news: Properties,
    olds: Properties,
    seed: Uint8Array,
): Properties {
    const isNative = type.startsWith("aws-native:");
    const given = withoutOwn(news);
    const called = type === "aws:s3/bucket:Bucket" ? "bucket" : "name";
    const isNameless = !schema.inputs.includes(called) || unnamed.includes(type);
    if (isNameless || given[called] !== undefined || given.namePrefix !== undefined)
        return isNative ? given : { ...given, [madeUp]: [] };
    const kept = isNative || isMadeUp(olds, called) ? olds[called] : undefined;
    const suffix = createHash("sha256").update(seed).digest("hex").slice(0, 7);
    const made = { ...given, [called]: kept ?? `${name}-${suffix}` };
    return isNative ? made : { ...made, [madeUp]: [called] };
}
