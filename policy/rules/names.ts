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
    // A variable is whatever the caller has.
    if (resource.includes("${")) return false;
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

/** Whether an address range is small enough to be somebody's: two halves of all addresses are all. */
function isNarrowRange(range: string): boolean {
    const [, address, length] = /^([\d.:a-f]+)\/(\d+)$/i.exec(range) ?? [];
    return length === undefined || Number(length) >= (address.includes(":") ? 16 : 8);
}

/**
 * Whether a value leaves most out: it names an account or an organization, or a resource. A wildcard before the account
 * stands for a whole ARN of another one, unless the operator compares an ARN's parts one by one.
 */
function isNarrow(operator: string, value: unknown): boolean {
    if (typeof value !== "string" || value === "" || value.includes("${")) return false;
    if (/^(?:\d{12}|o-[a-z0-9]{10,32}(?:\/.*)?)$/.test(value)) return true;
    const part = /arn/i.test(operator) ? "[^:]*" : "[\\w-]*";
    if (new RegExp(`^arn:${part}:${part}:${part}:\\d{12}:`).test(value)) return true;
    return isNamed(value) && isNarrowRange(value);
}

function confines(condition: Condition | undefined, keys: RegExp, narrow = isNarrow): boolean {
    return Object.entries(condition ?? {}).some(
        ([operator, tests]) =>
            operators.test(operator) &&
            Object.entries(tests).some(([key, values]) => {
                const given = list(values);
                return keys.test(key) && given.length > 0 && given.every((value) => narrow(operator, value));
            }),
    );
}

/** Who of a provider's users: `repo:company/*`, `system:serviceaccount:namespace:name`. Its audience is that of all of them. */
const subject = /:sub$|^cognito-identity\.amazonaws\.com:aud$/i;

function isSubject(_: string, value: unknown): boolean {
    if (typeof value !== "string" || value.includes("${")) return false;
    const before = value.split(/[*?]/)[0].replace(/^(?:repo|system:serviceaccount):/, "");
    return before === value.replace(/^(?:repo|system:serviceaccount):/, "")
        ? value !== ""
        : /\w[:/]/.test(before);
}

/** Whether whoever has an account with an identity provider gets in: anybody makes one at GitHub's. */
function isForEveryUser({ Principal, Action, Condition }: Statement): boolean {
    const federated = typeof Principal === "object" && "Federated" in Principal;
    const byToken = list(Action).some((action) => /WithWebIdentity$/i.test(action));
    return federated && byToken && !confines(Condition, subject, isSubject);
}

function principals({ Principal }: Statement): string[] {
    if (Principal === undefined || typeof Principal === "string") return list(Principal);
    return Object.values(Principal).flatMap((values) => list(values));
}

/** Whether a statement lets everybody in, and no condition keeps most out. */
export function isForAnybody(statement: Statement): boolean {
    if (isForEveryUser(statement)) return true;
    return principals(statement).some((one) => /[*?]/.test(one)) && !confines(statement.Condition, confining);
}

/** Whether a statement speaks to accounts only, whose own policies then decide: the statement that AWS gives each key. */
export function isForAccounts(statement: Statement): boolean {
    const all = principals(statement);
    return all.length > 0 && all.every((one) => /^(?:\d{12}|arn:[\w-]+:iam::\d{12}:root)$/.test(one));
}
