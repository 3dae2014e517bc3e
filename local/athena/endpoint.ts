/** Athena and Glue over HTTP, as far as queries of one registered table go. */
import type { RequestListener } from "node:http";
import { createGuard, type Guard } from "../http/guard";
import { createJsonService } from "../http/jsonService";
import type { Athena } from "./athena";
import { glueOperations } from "./glue";
import { queryOperations } from "./operations";
import type { WorkgroupSettings } from "./types";

interface AthenaEndpointOptions {
    athena: Athena;
    workgroup: WorkgroupSettings;
    /** The account, which is the id of its catalog. */
    account: string;
    /** By default it lets in whose request is signed. */
    guard?: Guard;
    clock?: () => Date;
}

/** A listener for each service, by the name that requests are signed for. */
function createAthenaEndpoints(options: AthenaEndpointOptions): Record<"athena" | "glue", RequestListener> {
    const { athena, workgroup, account, guard = createGuard(), clock = () => new Date() } = options;
    return {
        athena: createJsonService({
            name: "Athena",
            signingName: "athena",
            target: /^AmazonAthena\.(\w+)$/,
            operations: queryOperations(athena, workgroup, clock),
            guard,
            invalidInput: "InvalidRequestException",
        }),
        glue: createJsonService({
            name: "Glue",
            signingName: "glue",
            target: /^AWSGlue\.(\w+)$/,
            operations: glueOperations(athena.table, account),
            guard,
            invalidInput: "InvalidInputException",
        }),
    };
}

export { createAthenaEndpoints, type AthenaEndpointOptions };
