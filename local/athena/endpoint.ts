/** Athena and Glue over HTTP, as far as queries of one registered table go. */
import type { RequestListener } from "node:http";
import { everybody, type Permissions } from "../deploy/permissions";
import { optional } from "../http/input";
import { createJsonService } from "../http/jsonService";
import type { Athena } from "./athena";
import { glueOperations, glueResources } from "./glue";
import { queryOperations } from "./operations";
import type { WorkgroupSettings } from "./types";

export interface AthenaEndpointOptions {
    athena: Athena;
    workgroup: WorkgroupSettings;
    /** The account is the id of its catalog, too. */
    account: string;
    region: string;
    permissions?: Permissions;
    clock?: () => Date;
}

/** A listener for each service, by the name that requests are signed for. */
export function createAthenaEndpoints(
    options: AthenaEndpointOptions,
): Record<"athena" | "glue", RequestListener> {
    const { athena, workgroup, account, permissions = everybody, clock = () => new Date() } = options;
    // A query is of the one workgroup that there is.
    const workgroupArn = (name = workgroup.name) =>
        `arn:aws:athena:${options.region}:${account}:workgroup/${name}`;
    return {
        athena: createJsonService({
            name: "Athena",
            signingName: "athena",
            target: /^AmazonAthena\.(\w+)$/,
            operations: queryOperations(athena, workgroup, clock),
            permissions,
            resources: (_, input) => [workgroupArn(optional(input, "WorkGroup"))],
            invalidInput: "InvalidRequestException",
        }),
        glue: createJsonService({
            name: "Glue",
            signingName: "glue",
            target: /^AWSGlue\.(\w+)$/,
            operations: glueOperations(athena.table, account),
            permissions,
            resources: (operation, input) => glueResources(operation, input, athena.table, options),
            invalidInput: "InvalidInputException",
        }),
    };
}
