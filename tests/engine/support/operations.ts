import type { EngineEvent } from "@pulumi/pulumi/automation";

/** What the engine does, or would do: the names of resources by operation. Nothing at all is `{}`. */
export type Operations = Partial<Record<Operation, string[]>>;

const operations = ["create", "update", "replace", "delete", "import"] as const;
type Operation = (typeof operations)[number];

function isOperation(op: string): op is Operation {
    return (operations as readonly string[]).includes(op);
}

/** The children of components, by their names; neither the stack, the component nor providers, which follow them. */
export function operationsOf(events: EngineEvent[]): Operations {
    const found: Operations = {};
    for (const { resourcePreEvent } of events) {
        if (!resourcePreEvent) continue;
        const { op, urn, type } = resourcePreEvent.metadata;
        if (!isOperation(op) || !/^aws(-native)?:/.test(type)) continue;
        (found[op] ??= []).push(urn.split("::")[3]);
    }
    for (const names of Object.values(found)) names.sort();
    return found;
}

/** Children of the stack's component, by what follows its name. */
export function children(...suffixes: string[]): string[] {
    return suffixes.map((suffix) => `onelogin-${suffix}`).sort();
}

/** The errors that the engine prints. */
export function errorsOf(events: EngineEvent[]): string[] {
    return events.flatMap(({ diagnosticEvent }) =>
        diagnosticEvent?.severity === "error" ? [diagnosticEvent.message.trim()] : [],
    );
}

/** Types of what a destroy leaves of a bucket that was made: the evidence first, then what guards it. */
export const bucketAndGuards = [
    "Bucket",
    "BucketObjectLockConfiguration",
    "BucketPolicy",
    "BucketPublicAccessBlock",
    "BucketServerSideEncryptionConfiguration",
    "BucketVersioning",
];
