import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";
import { attachedPolicies, isKey, statementsOf } from "./documents";
import type { Statement } from "./documents";
import { isForAccounts, isForAnybody, isNamed, list } from "./names";

const defaults = { withoutResource: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"] };

/** What a statement is made of. AWS takes other spellings in some services. */
const elements = "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(
    " ",
);

/** AWS's policies of whole services, of a job's, or for all that there is to read. */
const broad =
    /(?:FullAccess|AdministratorAccess(?:-[\w-]+)?|PowerUserAccess|ReadOnlyAccess)$|\/job-function\//;

function checkStatement(
    statement: Statement,
    { free, key }: { free: string[]; key: boolean },
    report: (fault: string) => void,
): void {
    const actions = list(statement.Action);
    if (statement.NotAction !== undefined) report("allows all actions but some (NotAction)");
    if (statement.NotResource !== undefined) report("allows all resources but some (NotResource)");
    if (statement.NotPrincipal !== undefined) report("allows everybody but some (NotPrincipal)");
    for (const element of Object.keys(statement).filter((name) => !elements.includes(name)))
        report(`has the element ${element}, which nobody reads here`);
    const own = key && isForAccounts(statement);
    for (const action of actions) if (/[*?]/.test(action) && !own) report(`allows the actions ${action}`);
    const bound = actions.filter((action) => !free.includes(action));
    for (const resource of list(statement.Resource))
        if (!isNamed(resource) && bound.length > 0 && !(key && resource === "*"))
            report(`allows ${bound.join(", ")} on ${resource}`);
    if (isForAnybody(statement)) report("allows anybody, without a condition that names who");
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
        for (const statement of statementsOf(type, props)) {
            if (statement.Effect !== "Allow") continue;
            const named = "Sid" in statement ? `The statement ${statement.Sid}` : "A statement";
            checkStatement(statement, { free: withoutResource, key: isKey(type) }, (fault) =>
                report(`${named} ${fault}. Name them.`),
            );
        }
        for (const arn of attachedPolicies(type, props))
            if (broad.test(arn))
                report(
                    `The managed policy ${arn} allows whole services. Write a policy that names what is used.`,
                );
    },
};
