import { required } from "./conflict";
import type { Conflict, ConflictOfGiven } from "./conflict";
import { ofMadeBucket } from "./s3";
import { defaultMemory, inputs } from "./table";
import type { DestinationName } from "./table";

/** Whether events go there, as the arguments say; undefined if they say it wrongly, which is an error of its own. */
export function goesTo(destination: DestinationName, given: unknown): boolean | undefined {
    if (given === undefined) return inputs.destinations.default.includes(destination);
    const isSound =
        Array.isArray(given) &&
        given.every((one) => typeof one === "string" && Object.hasOwn(defaultMemory, one));
    return isSound ? given.includes(destination) : undefined;
}

/** An input of a destination that is not listed. */
function belongs(input: string, destination: DestinationName, remedy = "leave it out"): Conflict {
    return {
        inputs: [input, "destinations"],
        check: (value, destinations) =>
            value !== undefined && value !== false && goesTo(destination, destinations) === false
                ? `it goes with the destination ${destination}, which is not in destinations; add it there, or ${remedy}`
                : undefined,
    };
}

/** Settings of a bucket to make, beside one that exists. */
const ofExistingBucket = ofMadeBucket.map((input): Conflict => ({
    inputs: [`s3.${input}`, "s3.existingBucket"],
    check: (value, existing) =>
        value !== undefined && existing !== undefined
            ? "it is a setting of a bucket that is made, and s3.existingBucket is its owner's to set; leave one of them out"
            : undefined,
}));

/** Inputs of one destination, judged by what is given. */
export const destinationConflicts: ConflictOfGiven[] = [
    belongs("eventDataStore", "cloudtrail-lake"),
    belongs("eventDataStoreArns", "cloudtrail-lake"),
    belongs("channel", "cloudtrail-lake"),
    belongs("channelArn", "cloudtrail-lake"),
    belongs("externalId", "cloudtrail-lake"),
    belongs("delivery", "cloudtrail-lake", "leave it out: the queue of S3 is set by s3.delivery"),
    belongs("forwarder.packSdk", "cloudtrail-lake", "leave it out: the client of S3 is the Lambda runtime's"),
    belongs("s3", "s3"),
    {
        inputs: ["delivery.mode", "destinations"],
        check: (mode, destinations) =>
            mode === "direct" && goesTo("s3", destinations) && goesTo("cloudtrail-lake", destinations)
                ? "direct goes with the destination cloudtrail-lake alone; leave it out, or s3 out of destinations"
                : undefined,
    },
    required("s3.existingBucket", "name", "name the bucket to write to"),
    required(
        "s3.existingBucket",
        "accountId",
        "name the account that owns the bucket, your own if it is yours",
    ),
    ...ofExistingBucket,
    {
        inputs: ["s3.objectLock.retentionDays", "s3.objectLock.mode"],
        check: (days, mode) =>
            days !== undefined && mode === "NONE"
                ? "has no meaning with mode NONE, which locks nothing; leave it out, or choose another s3.objectLock.mode"
                : undefined,
    },
];

/** Limits of the bucket that depend on each other. */
export const bucketConflicts: Conflict[] = [
    {
        inputs: ["s3.retentionDays", "s3.objectLock.retentionDays", "s3.objectLock.mode"],
        check: (days: number | undefined, locked: number, mode) =>
            days !== undefined && mode !== "NONE" && days <= locked
                ? `${days} must be more than the ${locked} days that objects are locked; raise it, or lower s3.objectLock.retentionDays`
                : undefined,
    },
    {
        inputs: ["s3.retainOnDelete", "s3.objectLock.mode"],
        check: (retained, mode) =>
            retained === false && mode !== "NONE"
                ? `false would make the destroy fail, because S3 deletes nothing that is locked (${String(mode)}); leave it out, or set s3.objectLock.mode to NONE`
                : undefined,
    },
];
