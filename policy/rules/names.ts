/** What names something, and what only seems to. */
import type { Condition, Statement } from "./documents";

export function list<Value>(value: Value | Value[] | undefined): Value[] {
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/**
 * Whether a `Resource` names what it means: partition, service, Region and account without a wildcard, and of the resource a
 * whole name. A wildcard stands behind a name only, such as a log group's streams or what is under a folder.
 */
export function isNamed(resource: string): boolean {
    if (!/[*?]/.test(resource)) return true;
    const [arn, partition, service, region, account, ...rest] = resource.split(":");
    if (arn !== "arn" || /[*?]/.test([partition, service, region, account].join(":"))) return false;
    const name = rest.join(":");
    const before = name.slice(0, name.search(/[*?]/));
    // The names of log groups have slashes in them.
    const ends = service === "logs" ? /:$/ : /[:/]$/;
    return ends.test(before) && /[^:/]/.test(before.replace(/^[\w-]+[:/]/, ""));
}

/** Keys that say who asks, or for whom: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const confining =
    /^(?:aws:(?:Source(?:Arn|Account|OrgID|OrgPaths|Vpc|Vpce|VpcArn|Ip)|Principal(?:Arn|Account|OrgID|OrgPaths)|VpcSourceIp)|kms:CallerAccount)$/i;

/** A missing key satisfies the operators with `IfExists` and with `ForAllValues`; the negated ones let all others in. */
const operators =
    /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

/** Whether a value leaves most out: it names an account or an organization, has no wildcard, or names a resource. */
function isNarrow(value: unknown): boolean {
    if (typeof value !== "string" || value === "") return false;
    // Every address.
    if (/^[\d.:a-f]+\/0+$/i.test(value)) return false;
    return /(?:^|:)\d{12}(?::|$)/.test(value) || /^o-[a-z0-9]{10,32}(?:\/|$)/.test(value) || isNamed(value);
}

function confines(condition: Condition | undefined): boolean {
    return Object.entries(condition ?? {}).some(
        ([operator, keys]) =>
            operators.test(operator) &&
            Object.entries(keys).some(([key, values]) => {
                const given = list(values);
                return confining.test(key) && given.length > 0 && given.every(isNarrow);
            }),
    );
}

function principals({ Principal }: Statement): string[] {
    if (Principal === undefined || typeof Principal === "string") return list(Principal);
    return Object.values(Principal).flatMap((values) => list(values));
}

/** Whether a statement lets everybody in, and no condition keeps most out. */
export function isForAnybody(statement: Statement): boolean {
    return principals(statement).some((one) => /[*?]/.test(one)) && !confines(statement.Condition);
}

/** Whether a statement speaks to accounts only, whose own policies then decide: the statement that AWS gives each key. */
export function isForAccounts(statement: Statement): boolean {
    const all = principals(statement);
    return all.length > 0 && all.every((one) => /^(?:\d{12}|arn:[\w-]+:iam::\d{12}:root)$/.test(one));
}
