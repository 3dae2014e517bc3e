import { forLake } from "../../queries/texts";
import type { AuditRecord, LakeResult } from "../../local/lake";
import { id, lakeOf } from "../local/lake/support";

/** What a page's query answers in a lake that holds these records. */
export async function answerOf(query: string, records: AuditRecord[] = []): Promise<LakeResult> {
    const lake = await lakeOf();
    try {
        await lake.ingest(records);
        return await lake.query(forLake(query, id));
    } finally {
        await lake.close();
    }
}
