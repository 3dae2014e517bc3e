import { createAthena } from "../athena";
import type { Deployment, Unit } from "../deployment";
import { createLake } from "../lake";

/** Looks for an event by SQL. */
export type Find = (id: string) => Promise<boolean>;

const hour = 3_600_000;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/**
 * How to look for an event in a unit's destination; undefined if nobody may: a channel can be given without its stores.
 * @param since No event before it is looked at: an hour is left for clocks that differ.
 */
export function finderOf(
    { region, lake, s3 }: Deployment,
    { destination }: Unit,
    since: Date,
): Find | undefined {
    const from = new Date(since.getTime() - hour).toISOString();
    const where = (id: string) =>
        `WHERE eventTime >= timestamp '${from.slice(0, 19).replace("T", " ")}' AND eventData.UID = ${text(id)}`;
    if (destination === "s3" && s3 !== undefined) {
        const athena = createAthena(region, s3.workgroupName);
        const table = `"${s3.databaseName}"."${s3.tableName}"`;
        return async (id) => {
            const sql = `SELECT eventData.UID FROM ${table} ${where(id)} AND day >= '${from.slice(0, 10)}'`;
            return (await athena.rows(sql)).length > 0;
        };
    }
    if (lake?.eventDataStoreId === undefined) return undefined;
    const [queries, store] = [createLake(region), lake.eventDataStoreId];
    return async (id) => (await queries.rows(`SELECT eventData.UID FROM ${store} ${where(id)}`)).length > 0;
}
