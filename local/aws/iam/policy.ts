/**
 * IAM's policy language, as far as this stack's policies use it. What is beyond that is refused by name: a stand-in
 * that skips a statement it can't read would allow or refuse what AWS doesn't. (IAM user guide, "Policy elements".)
 */

/** Who is meant: everybody, or an AWS account, role or service. */
export type PrincipalPattern = { type: "*" | "AWS" | "Service"; value: string };

interface Condition {
    key: string;
    /** Whether the request's value of `key` is right; undefined if it has none. */
    holds: (value: string | undefined) => boolean;
}

/** A statement, ready to be matched. */
export interface Statement {
    effect: "Allow" | "Deny";
    /** Undefined in a role's policy. */
    principals: PrincipalPattern[] | undefined;
    action: (action: string) => boolean;
    resource: (arn: string) => boolean;
    /** All of them must hold. */
    conditions: Condition[];
}

export type Policy = readonly Statement[];
type Written = Readonly<Record<string, unknown>>;

/** Those that this stack's policies use. Of others nobody here would know the value; kms:ViaService only S3 brings, because no queue here encrypts. */
const conditionKeys = [
    "aws:PrincipalArn",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "cloudtrail:ExternalId",
    "kms:ViaService",
    "s3:if-none-match",
];

type Matcher = (written: string) => (value: string) => boolean;
type Operator = (written: string[]) => Condition["holds"];

/** A value that the request does not have is none of those that are written. */
const anyOf =
    (matcher: Matcher): Operator =>
    (written) => {
        const matchers = written.map(matcher);
        return (value) => value !== undefined && matchers.some((matches) => matches(value));
    };
const noneOf =
    (matcher: Matcher): Operator =>
    (written) => {
        const holds = anyOf(matcher)(written);
        return (value) => !holds(value);
    };

const operators: Readonly<Record<string, Operator>> = {
    StringEquals: anyOf((written) => (value) => value === written),
    Bool: anyOf((written) => (value) => value.toLowerCase() === written.toLowerCase()),
    ArnEquals: anyOf(arnMatcher),
    ArnNotEquals: noneOf(arnMatcher),
    Null: (written) => (value) => written.includes(String(value === undefined)),
};

/** `*` is any text, `?` any character. */
function pattern(written: string, star = ".*", flags = ""): RegExp {
    const escaped = written.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replace(/\*/g, star).replace(/\?/g, ".")}$`, `s${flags}`);
}

/** Each of an ARN's six parts on its own: a `*` does not reach over a colon. */
function arnMatcher(written: string): (value: string) => boolean {
    const split = (arn: string) => [...arn.split(":").slice(0, 5), arn.split(":").slice(5).join(":")];
    const parts = split(written).map((part) => pattern(part));
    return (value) => split(value).every((part, index) => parts[index].test(part));
}

/**
 * @param where Which policy it is, for messages.
 * @throws Error naming what is not known.
 */
export function readPolicy(document: unknown, where: string): Policy {
    const { Version, Statement, ...rest } = (
        typeof document === "string" ? JSON.parse(document) : document
    ) as Written;
    const refuse = (what: string): never => {
        throw new Error(`${where}: this stand-in for IAM does not know ${what}.`);
    };
    onlyThese(rest, ["Id"], refuse);
    if (Version !== "2012-10-17") refuse(`the version ${String(Version)}`);
    return listOf<Written>(Statement).map((statement) => readStatement(statement, refuse));
}

/** The policy that Lambda makes of one permission. */
export function permissionPolicy(permission: Written, functionArn: unknown, where: string): Policy {
    const { action, principal, sourceArn } = permission;
    const Condition = { ArnEquals: { "aws:SourceArn": sourceArn } };
    const statement = { Effect: "Allow", Principal: { Service: principal }, Action: action };
    return readPolicy(
        { Version: "2012-10-17", Statement: [{ ...statement, Resource: functionArn, Condition }] },
        where,
    );
}

function readStatement(statement: Written, refuse: (what: string) => never): Statement {
    const { Sid, Effect, Principal, Action, Resource, Condition = {}, ...rest } = statement;
    const inStatement = (what: string) => refuse(`${what} (statement ${JSON.stringify(Sid)})`);
    onlyThese(rest, [], inStatement);
    if (Effect !== "Allow" && Effect !== "Deny") return inStatement(`the effect ${String(Effect)}`);
    const texts = (value: unknown) =>
        listOf<string>(value).map((text) => (text.includes("${") ? inStatement(`variables: ${text}`) : text));
    const actions = texts(Action).map((text) => pattern(text, ".*", "i"));
    const resources = texts(Resource).map((text) => pattern(text));
    return {
        effect: Effect,
        principals: Principal === undefined ? undefined : readPrincipals(Principal, inStatement),
        action: (action) => actions.some((expression) => expression.test(action)),
        resource: (arn) => resources.some((expression) => expression.test(arn)),
        conditions: Object.entries(Condition as Record<string, Written>).flatMap(([operator, keys]) =>
            Object.entries(keys).map(([key, values]) =>
                readCondition(operator, key, texts(values), inStatement),
            ),
        ),
    };
}

function readPrincipals(principal: unknown, refuse: (what: string) => never): PrincipalPattern[] {
    if (principal === "*") return [{ type: "*", value: "*" }];
    return Object.entries(principal as Written).flatMap(([type, values]) => {
        if (type !== "AWS" && type !== "Service") return refuse(`the principal type ${type}`);
        return listOf<string>(values).map((value): PrincipalPattern =>
            value === "*" ? { type: "*", value } : { type, value },
        );
    });
}

function readCondition(
    operator: string,
    key: string,
    values: string[],
    refuse: (what: string) => never,
): Condition {
    if (!Object.hasOwn(operators, operator)) refuse(`the condition operator ${operator}`);
    const known = conditionKeys.find((name) => name.toLowerCase() === key.toLowerCase());
    return { key: known ?? refuse(`the condition key ${key}`), holds: operators[operator](values) };
}

function onlyThese(rest: Written, known: string[], refuse: (what: string) => never): void {
    const unknown = Object.keys(rest).filter((element) => !known.includes(element));
    if (unknown.length > 0) refuse(`the element ${unknown.join(", ")}`);
}

function listOf<T>(value: unknown): T[] {
    return (Array.isArray(value) ? value : value === undefined ? [] : [value]) as T[];
}
