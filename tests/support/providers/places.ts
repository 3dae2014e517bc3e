import { placeIn } from "../../../local/aws/place";
import type { Place } from "../../../local/aws/place";
import { revealed, text } from "./wire";
import type { Properties } from "./wire";

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
    return placeIn(region, account);
}
