/** What a call to Athena or to Glue needs permission on (Service Authorization Reference; Glue asks for what is above, too). */
import { optional, type Input } from "../http/input";
import type { TableSettings, WorkgroupSettings } from "./types";

export interface Place {
    account: string;
    region: string;
}

export const workgroupArn = ({ region, account }: Place, name: string) =>
    `arn:aws:athena:${region}:${account}:workgroup/${name}`;

/** A query is of the one workgroup that there is. */
export function athenaResources(input: Input, { name }: WorkgroupSettings, place: Place): string[] {
    return [workgroupArn(place, optional(input, "WorkGroup") ?? name)];
}

/** The catalog, a database of it, and a table of that. */
export function glueArns({ region, account }: Place, database: string, table?: string): string[] {
    const arn = (resource: string) => `arn:aws:glue:${region}:${account}:${resource}`;
    return [
        arn("catalog"),
        arn(`database/${database}`),
        ...(table === undefined ? [] : [arn(`table/${database}/${table}`)]),
    ];
}

/** Who lists tables is asked for those that are there. */
export function glueResources(
    operation: string,
    input: Input,
    { name }: TableSettings,
    place: Place,
): string[] {
    if (operation === "GetDatabase") return glueArns(place, optional(input, "Name") ?? "");
    const table =
        operation === "GetTables" ? name : optional(input, operation === "GetTable" ? "Name" : "TableName");
    return glueArns(place, optional(input, "DatabaseName") ?? "", table ?? "");
}
