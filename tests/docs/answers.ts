import type { AuditRecord, QueryResult } from "../../local/lake";
import { id, lakeOf } from "../local/lake/support";
import { code, section } from "./documents";

/** What the query under a heading of a page answers in a lake that holds these records. */
export async function answerOf(
    page: string,
    heading: string,
    records: AuditRecord[] = [],
): Promise<QueryResult> {
    const lake = await lakeOf();
    try {
        await lake.ingest(records);
        return await lake.query(code(section(page, heading), "sql").replace("$EVENT_DATA_STORE_ID", id));
    } finally {
        await lake.close();
    }
}
