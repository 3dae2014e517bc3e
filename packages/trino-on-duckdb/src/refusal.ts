/** A query that is not run: its message says what is wrong, in Trino's own words where Trino has them. */
export class QueryRefusal extends Error {
    override readonly name: string = "QueryRefusal";

    /** @param noQuery Whether this is no query at all: empty, more than one statement, no SELECT. */
    constructor(
        message: string,
        readonly noQuery = false,
    ) {
        super(message);
    }
}

/** FROM names no table of those that were given. */
export class UnknownTable extends QueryRefusal {
    override readonly name = "UnknownTable";
    constructor(readonly table: string) {
        super(`Table '${table}' does not exist`);
    }
}

/** What Trino does and this translation does not: `translate` adds the caller's sentence about where it works. */
export class NotTranslated extends QueryRefusal {}

/** Refuses what Trino knows, by name, so that nothing is silently changed. */
export function unknownHere(what: string): QueryRefusal {
    return new NotTranslated(what);
}

/** Refuses what the parser read and this translation does not know; whether Trino does is not known here. */
export function notUnderstood(what: string): QueryRefusal {
    return new QueryRefusal(`${what} is not understood here, so the query was not run`);
}
