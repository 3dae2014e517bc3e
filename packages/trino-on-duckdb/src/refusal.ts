/** A query that is not run: its message says what is wrong, in Trino's own words where Trino has them. */
export class QueryRefusal extends Error {
    override readonly name: string = "QueryRefusal";

    /** @param noQuery Whether this is no query at all: empty, too long, more than one statement, no SELECT. */
    constructor(
        message: string,
        readonly noQuery = false,
    ) {
        super(message);
    }
}

/** FROM names no event data store. */
export class UnknownStore extends QueryRefusal {
    override readonly name = "UnknownStore";
}

/** Refuses what Trino knows, or may know, and this translation does not: named, so that nothing is silently changed. */
export function unknownHere(what: string): QueryRefusal {
    return new QueryRefusal(
        `${what} is not known to this stand-in for CloudTrail Lake, so the query was not run. ` +
            "Rewrite the query without it, or run it in AWS.",
    );
}
