import { revealed, text } from "./wire";
import type { Properties } from "./wire";

/** Where a configured provider works. */
export interface Place {
    account: string;
    region: string;
    partition: string;
}

/** The account of the credentials that a provider is not told about. */
export const ownAccount = "123456789012";

function partitionOf(region: string): string {
    return /^(cn|us-gov)-/.exec(region)?.[1].replace(/^/, "aws-") ?? "aws";
}

/** Providers pass lists and objects of their configuration as JSON text. */
function entries(value: unknown): Properties[] {
    const list: unknown = typeof value === "string" && value !== "" ? JSON.parse(value) : (value ?? []);
    return (Array.isArray(list) ? list : [list]) as Properties[];
}

/** The place that a provider's configuration names: its Region, and the account of the role that it assumes. */
export function placeOf(configuration: Properties): Place | undefined {
    const { region, assumeRole, assumeRoles } = revealed(configuration);
    if (typeof region !== "string" || region === "") return undefined;
    const [role] = [...entries(assumeRoles), ...entries(assumeRole)];
    const account = /^arn:[^:]+:iam::(\d{12}):role\//.exec(text(role?.roleArn))?.[1];
    return { account: account ?? ownAccount, region, partition: partitionOf(region) };
}

/** An ARN of this place; IAM's have no Region. */
export function arnOf(place: Place, service: string, resource: string): string {
    const region = service === "iam" ? "" : place.region;
    return `arn:${place.partition}:${service}:${region}:${place.account}:${resource}`;
}
