/** What a native function cannot answer as Trino does: it ends the query, even inside TRY. */
export class Refusal extends Error {}

/** Why a running query is refused, by the id that `answer` gave it. Within TRY an error alone would become NULL. */
const refusals = new Map<string, string>();

export function refuse(query: string, reason: string): void {
    refusals.set(query, refusals.get(query) ?? reason);
}

/** Once it is refused, a query is as good as over: within TRY it would go on. */
export function goOnUnlessRefused(query: string): void {
    const reason = refusals.get(query);
    if (reason !== undefined) throw new Refusal(reason);
}

/** The reason, if there is one; asked once, at the end. */
export function takeRefusal(query: string): string | undefined {
    const reason = refusals.get(query);
    refusals.delete(query);
    return reason;
}
