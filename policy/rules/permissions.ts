import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";
import { attachedPolicies, documentsOf } from "./documents";
import type { Statement } from "./documents";

const defaults = { withoutResource: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"] };

/** An ARN whose resource is a wildcard from its beginning: `…:*`, `…:function:*`, `…:queue/*`. */
const anyResource = /^(?:\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:[\w-]+[:/])?\*)/;

function list(value: string | string[] | undefined): string[] {
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

function isAnybody({ Principal, Condition }: Statement): boolean {
    const anybody = Principal === "*" || (typeof Principal === "object" && list(Principal.AWS).includes("*"));
    return anybody && Condition === undefined;
}

function checkStatement(statement: Statement, free: string[], report: (fault: string) => void): void {
    const actions = list(statement.Action);
    const resources = list(statement.Resource);
    if (statement.NotAction !== undefined) report("allows all actions but some (NotAction)");
    if (statement.NotResource !== undefined) report("allows all resources but some (NotResource)");
    for (const action of actions) if (/[*?]/.test(action)) report(`allows the actions ${action}`);
    const bound = actions.filter((action) => !free.includes(action));
    for (const resource of resources)
        if (anyResource.test(resource) && bound.length > 0)
            report(`allows ${bound.join(", ")} on ${resource}`);
    if (isAnybody(statement)) report("allows anybody, without a condition");
}

/** A permission names its actions and its resources: what a stolen role can do is what it says. */
export const noWildcardPermission: ResourceValidationPolicy = {
    name: "no-wildcard-permission",
    description: "No policy allows actions or resources by a wildcard, nor anybody.",
    severity: "high",
    configSchema: {
        properties: {
            withoutResource: {
                type: "array",
                items: { type: "string" },
                default: defaults.withoutResource,
                description: "Actions that AWS lets nobody restrict to a resource.",
            },
        },
    },
    validateResource: ({ type, props, ...args }, report: ReportViolation) => {
        const { withoutResource } = { ...defaults, ...args.getConfig<typeof defaults>() };
        for (const { Statement } of documentsOf(type, props)) {
            for (const statement of [Statement].flat()) {
                if (statement.Effect !== "Allow") continue;
                const named = statement.Sid === undefined ? "A statement" : `The statement ${statement.Sid}`;
                checkStatement(statement, withoutResource, (fault) =>
                    report(`${named} ${fault}. Name them.`),
                );
            }
        }
        for (const arn of attachedPolicies(type, props))
            if (/(?:FullAccess|AdministratorAccess|PowerUserAccess)$/.test(arn))
                report(
                    `The managed policy ${arn} allows whole services. Write a policy that names what is used.`,
                );
    },
};
