/** Athena and Glue over HTTP, as far as queries of one registered table go. */
import type { RequestListener } from "node:http";
import { createGuard, type Guard } from "../http/guard";
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
    /** By default it lets in whose request is signed. */
    guard?: Guard;
    /** Why who signed may not do this, if so; by default all may all. */
    denial?: (accessKeyId: string, action: string, resource: string) => string | undefined;
    clock?: () => Date;
}

/** A listener for each service, by the name that requests are signed for. */
export function createAthenaEndpoints(
    options: AthenaEndpointOptions,
): Record<"athena" | "glue", RequestListener> {
    const { athena, workgroup, account, guard = createGuard(), clock = () => new Date() } = options;
    const denialOf = (accessKeyId: string, action: string, resources: string[]) =>
        resources
            .map((resource) => options.denial?.(accessKeyId, action, resource))
            .find((denial) => denial !== undefined);
    // A query is of the one workgroup that there is.
    const workgroupArn = (name = workgroup.name) =>
        `arn:aws:athena:${options.region}:${account}:workgroup/${name}`;
    return {
        athena: createJsonService({
            name: "Athena",
            signingName: "athena",
            target: /^AmazonAthena\.(\w+)$/,
            operations: queryOperations(athena, workgroup, clock),
            guard,
            denial: (key, operation, input) =>
                denialOf(key, `athena:${operation}`, [workgroupArn(optional(input, "WorkGroup"))]),
            invalidInput: "InvalidRequestException",
        }),
        glue: createJsonService({
            name: "Glue",
            signingName: "glue",
            target: /^AWSGlue\.(\w+)$/,
            operations: glueOperations(athena.table, account),
            guard,
            denial: (key, operation, input) =>
                denialOf(key, `glue:${operation}`, glueResources(operation, input, athena.table, options)),
            invalidInput: "InvalidInputException",
        }),
    };
}
