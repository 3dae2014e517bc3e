import { notUnderstood, unknownHere } from "./refusal";
import { otherClauses } from "./words";

/** A node of the parser's tree: its kind and what it holds. In the tree it is `{ [kind]: body }`. */
export interface Node {
    readonly kind: string;
    readonly body: Body;
}
export type Body = Readonly<Record<string, unknown>>;

/** What is used of @polyglot-sql/sdk. */
export interface Parser {
    parse(
        sql: string,
        dialect?: string,
    ): {
        readonly success: boolean;
        readonly ast?: unknown;
        readonly error?: string;
        readonly errorStart?: number;
    };
}

let loading: Promise<Parser> | undefined;

/** The parser is an ES module with 22 MB of WebAssembly: loaded when the first query comes (0.5 s), once. */
export function loadParser(): Promise<Parser> {
    loading ??= import("@polyglot-sql/sdk") as unknown as Promise<Parser>;
    return loading;
}

/** Parses one statement as Trino. `blame` tells what was written where the parser stopped. */
export function parse(parser: Parser, sql: string, blame: (offset: number) => string): Node {
    const result = parser.parse(sql, "trino");
    if (!result.success) {
        const reason = result.error
            ?.replace(/^Parse error at line \d+, column \d+: /, "")
            .split(" near [")[0];
        throw unknownHere(
            `${blame(result.errorStart ?? sql.length)} (the parser says: ${reason}); what is SQL of Trino nevertheless`,
        );
    }
    const statements = result.ast as readonly unknown[];
    return nodeOf(statements[0]);
}

export function nodeOf(value: unknown): Node {
    if (typeof value === "string") {
        return { kind: value, body: {} };
    }
    const [kind, body] = Object.entries(value as Body)[0] ?? ["nothing", {}];
    return { kind, body: (body ?? {}) as Body };
}

export function nodesOf(value: unknown): Node[] {
    return listOf(value).map(nodeOf);
}

export function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A text of the tree; empty, where it holds something else. */
export function textOf(value: unknown): string {
    return typeof value === "string" ? value : "";
}

/** The text of an identifier node, `{ name, quoted }`. */
export function identifierOf(value: unknown): string {
    return (value as { name: string }).name;
}

/** The number that stands alone in GROUP BY or ORDER BY, and means a place in the SELECT; -1 is one, too. */
export function placeOf({ kind, body }: Node): number | undefined {
    if (kind === "neg") {
        const place = placeOf(nodeOf(body.this));
        return place && -place;
    }
    const number = kind === "literal" && body.literal_type === "number" ? String(body.value) : "";
    return /^\d+$/.test(number) ? Number(number) : undefined;
}

/** What the parser notes about the writing, not the meaning. */
const notes = new Set([
    "span",
    "original_name",
    "name",
    "inferred_type",
    "kind_text",
    "start_side_text",
    "end_side_text",
    "alias_keyword",
    "alias_explicit_as",
    "explicit_method",
    "nesting_group",
    "use_outer_keyword",
    "use_inner_keyword",
    "sql_standard_syntax",
    "position_explicit",
    "from_for_syntax",
    "no_parens",
    "alias_first",
    "quoted",
    "integer_spelling",
    "rows",
    "direction",
]);

/**
 * Makes sure that a node holds nothing beside these fields. The parser reads many dialects: a clause that Trino does
 * not have, or that this translation does not know, must never be dropped on the way.
 */
export function only(node: Node, ...fields: readonly string[]): Body {
    for (const [field, value] of Object.entries(node.body)) {
        const present =
            value !== null &&
            value !== undefined &&
            value !== false &&
            value !== "" &&
            !(Array.isArray(value) && value.length === 0);
        if (present && !fields.includes(field) && !notes.has(field) && !field.endsWith("comments")) {
            const clause = `${words(field)} in ${words(node.kind)}`;
            throw otherClauses.has(clause) ? unknownHere(clause) : notUnderstood(clause);
        }
    }
    return node.body;
}

export function words(name: string): string {
    return name.toUpperCase().replaceAll("_", " ");
}
