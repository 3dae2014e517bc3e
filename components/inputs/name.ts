import type { ValidationError } from "../errors";
import type { OneLoginCloudTrailLakeArgs } from "./args";
import { goesTo } from "./destinationConflicts";
import { reservedPrefixes } from "./s3";

/** Names of functions have 64 characters at most, the tightest of what is made, and Pulumi ends them with a hyphen and seven. */
function longest(suffix: string): number {
    return 64 - suffix.length - "-1234567".length;
}

/** The component's name goes into names that AWS limits. */
export function nameErrors(
    name: string,
    { destinations, s3 }: OneLoginCloudTrailLakeArgs,
): ValidationError[] {
    const withS3 = goesTo("s3", destinations) === true;
    const most = longest(withS3 ? "-s3-function" : "-function");
    const error = (text: string) => [{ input: "name", text: `${JSON.stringify(name)} ${text}` }];
    const why = "because the names of AWS resources begin with it";
    if (!new RegExp(`^[-\\w]{1,${most}}$`).test(name))
        return error(`must be 1-${most} letters, digits, \`_\` and \`-\`, ${why}`);
    // S3 takes neither capitals nor `_`.
    const makesBucketName = withS3 && s3?.bucketName === undefined && s3?.existingBucket === undefined;
    if (!makesBucketName) return [];
    if (/^[a-z\d][a-z\d-]*$/.test(name) && !reservedPrefixes.some((prefix) => name.startsWith(prefix)))
        return [];
    return error(
        `must be 1-${most} lower-case letters, digits and \`-\` that begin with a letter or digit, and not with ${reservedPrefixes.join(", ")}, because the bucket's name begins with it; choose another, or give s3.bucketName`,
    );
}
