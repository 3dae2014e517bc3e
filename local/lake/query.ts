import { QueryRefusal, translate, UnknownTable } from "trino-on-duckdb";
import type { Table, Translation } from "trino-on-duckdb";

/** StartQuery takes no more: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html */
const longestQuery = 10_000;

/** FROM names no event data store. */
export class UnknownStore extends QueryRefusal {
    override readonly name = "UnknownStore";
}

/** Translates a query of event data stores; AWS's own samples compare eventTime with a text, so that is taken. */
export async function translated(sql: string, tables: readonly Table[], now: Date): Promise<Translation> {
    if (sql.length > longestQuery) {
        throw new QueryRefusal(
            `The query has ${sql.length} characters; CloudTrail Lake takes at most ${longestQuery}.`,
            true,
        );
    }
    const elsewhere = "works in CloudTrail Lake and Athena; not in this stand-in";
    try {
        return await translate(sql, { tables, now, elsewhere, textAsTime: true });
    } catch (error) {
        throw error instanceof UnknownTable
            ? new UnknownStore(
                  `Event data store '${error.table}' cannot be found: FROM takes the id of an event data store, or a WITH name.`,
              )
            : error;
    }
}
