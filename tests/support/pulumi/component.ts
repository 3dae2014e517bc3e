import type * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "../../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../../components";
import { record } from "./recorder";
import type { Circumstances, Recording } from "./recorder";

export const eventSourceName = "aws.partner/onelogin.com/US-205033/061112e9cb";

/** What an alarm calls. */
export const topic = "arn:aws:sns:us-east-1:123456789012:on-call";

/** The smallest arguments that are enough. */
export const enough = { eventSourceName };

/** Arguments as a program in JavaScript may give them: of any kind. */
export type LooseArgs = OneLoginCloudTrailLakeArgs | Record<string, unknown>;

/** Records a program of one component, `lake`. */
export function recordLake(
    args: LooseArgs = enough,
    circumstances: Circumstances = {},
    options?: pulumi.ComponentResourceOptions,
): Promise<Recording<OneLoginCloudTrailLake>> {
    return record(
        () => new OneLoginCloudTrailLake("lake", args as OneLoginCloudTrailLakeArgs, options),
        circumstances,
    );
}

/** What the engine prints for these faults of `lake`. */
export function messageOf(...faults: string[]): string {
    const head = faults.length === 1 ? "an input needs" : `${faults.length} inputs need`;
    return [
        `OneLoginCloudTrailLake "lake": ${head} attention.`,
        ...faults.map((fault) => `  - ${fault}`),
    ].join("\n");
}

/** A policy document, which some resources take as text. */
export function policyOf(recording: Recording<unknown>, name: string, property = "policy"): unknown {
    const value = recording.named(name).inputs[property];
    return typeof value === "string" ? JSON.parse(value) : value;
}
