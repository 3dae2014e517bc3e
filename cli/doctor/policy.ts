/** Whether a resource's policy lets a service in: as far as the component writes policies, and what people add to them. */

/** Who asks for what. */
export interface Asked {
    service: string;
    action: string;
    resource: string;
    /** The rule, or whatever the service acts for. */
    sourceArn: string;
}

interface Statement {
    Effect?: unknown;
    Principal?: unknown;
    Action?: unknown;
    Resource?: unknown;
    Condition?: unknown;
}

/** @returns Why not, in a few words; undefined if the service may. */
export function refusalOf(documents: readonly (string | undefined)[], asked: Asked): string | undefined {
    const concerned = documents.flatMap(statementsOf).filter((statement) => concerns(statement, asked));
    if (concerned.some(({ Effect }) => Effect === "Deny")) return "denies it";
    return concerned.some(({ Effect }) => Effect === "Allow") ? undefined : "does not allow it";
}

export function statementsOf(document: string | undefined): Statement[] {
    try {
        const { Statement } = JSON.parse(document ?? "{}") as { Statement?: Statement | Statement[] };
        return listOf(Statement) as Statement[];
    } catch {
        return [];
    }
}

export function listOf(value: unknown): unknown[] {
    return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function concerns(statement: Statement, asked: Asked): boolean {
    return (
        isMeant(statement.Principal, asked.service) &&
        matches(statement.Action, asked.action, "i") &&
        matches(statement.Resource, asked.resource) &&
        Object.entries(objectOf(statement.Condition)).every(([operator, keys]) =>
            Object.entries(objectOf(keys)).every(([key, values]) => holds(operator, key, values, asked)),
        )
    );
}

export function objectOf(value: unknown): Record<string, unknown> {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function isMeant(principal: unknown, service: string): boolean {
    const { Service, AWS } = objectOf(principal);
    return (
        [principal, ...listOf(AWS)].includes("*") ||
        listOf(Service).some((one) => one === service || one === "*")
    );
}

/** `*` is any text, `?` any character. */
export function matches(patterns: unknown, value: string, flags = ""): boolean {
    return listOf(patterns).some((pattern) => {
        const escaped = String(pattern).replace(/[.+^${}()|[\]\\]/g, "\\$&");
        return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, `s${flags}`).test(value);
    });
}

/** Of a condition that is not among these nobody knows here whether it holds: it is taken not to. */
function holds(operator: string, key: string, values: unknown, { sourceArn }: Asked): boolean {
    const known: Record<string, string> = {
        "aws:sourcearn": sourceArn,
        "aws:sourceaccount": sourceArn.split(":")[4],
        "aws:securetransport": "true",
    };
    const value = known[key.toLowerCase()];
    return (
        value !== undefined &&
        /^(?:Arn|String)(?:Equals|Like)$|^Bool$/.test(operator) &&
        matches(values, value)
    );
}
