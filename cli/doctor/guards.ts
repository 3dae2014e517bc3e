/** What the policy of the events' bucket has to deny (docs/resources.md, "Resource policies"). */
import { listOf, matches, objectOf, statementsOf } from "./policy";

interface Guard {
    actions: string[];
    /** What the bucket is open to without it. */
    without: string;
    condition?: [operator: string, key: string, value?: string];
}

const guards: Guard[] = [
    {
        actions: ["s3:PutObject", "s3:GetObject"],
        without: "lets requests in without TLS",
        condition: ["Bool", "aws:SecureTransport", "false"],
    },
    {
        actions: ["s3:PutObject"],
        without: "lets others than the function write events",
        condition: ["ArnNotEquals", "aws:PrincipalArn"],
    },
    {
        actions: ["s3:PutObject"],
        without: "lets events be written over",
        condition: ["Null", "s3:if-none-match", "true"],
    },
    {
        actions: ["s3:DeleteObject", "s3:ReplicateObject", "s3:BypassGovernanceRetention"],
        without: "lets events be hidden, or their lock be bypassed",
    },
];

/** @returns What the policy does not guard against, a sentence each; and whether it denies the function. */
export function missingGuards(policy: string | undefined, bucketArn: string, roleArn: string): string[] {
    const denials = statementsOf(policy).filter(
        ({ Effect, Principal }) =>
            Effect === "Deny" && [Principal, ...listOf(objectOf(Principal).AWS)].includes("*"),
    );
    const isThere = ({ actions, condition }: Guard) =>
        denials.some(
            ({ Action, Resource, Condition }) =>
                actions.every((action) => matches(Action, action, "i")) &&
                matches(Resource, `${bucketArn}/events/sample`) &&
                hasCondition(Condition, condition),
        );
    const missing = guards.filter((guard) => !isThere(guard));
    const excludes = denials
        .map(({ Condition }) => listOf(objectOf(objectOf(Condition).ArnNotEquals)["aws:PrincipalArn"]))
        .some((writers) => writers.length > 0 && !writers.includes(roleArn));
    return [
        ...missing.map(({ without }) => `The bucket's policy ${without}.`),
        ...(excludes ? ["The bucket's policy does not name the function's role among the writers."] : []),
    ];
}

/** This condition, and no other that would narrow the denial. */
function hasCondition(condition: unknown, wanted: Guard["condition"]): boolean {
    const operators = Object.entries(objectOf(condition));
    if (wanted === undefined) return operators.length === 0;
    const [operator, key, value] = wanted;
    if (operators.length !== 1 || operators[0][0] !== operator) return false;
    const keys = Object.entries(objectOf(operators[0][1]));
    if (keys.length !== 1 || keys[0][0].toLowerCase() !== key.toLowerCase()) return false;
    return value === undefined || listOf(keys[0][1]).map(String).includes(value);
}
