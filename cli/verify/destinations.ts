import type { Deployment, Unit } from "../deployment";
import { engineOf } from "../engine";

/** Looks for an event by SQL. */
export type Find = (id: string) => Promise<boolean>;

const hour = 3_600_000;

/**
 * How to look for an event in a unit's destination; undefined if nobody may: a channel can be given without its stores.
 * @param since No event before it is looked at: an hour is left for clocks that differ.
 */
export function finderOf(deployment: Deployment, { destination }: Unit, since: Date): Find | undefined {
    if (destination === "cloudtrail-lake" && deployment.lake?.eventDataStoreId === undefined)
        return undefined;
    const { run, textOf } = engineOf(deployment, destination);
    const from = new Date(since.getTime() - hour).toISOString();
    return async (id) => {
        const sql = `SELECT eventData.UID
FROM $EVENTS
WHERE eventTime >= timestamp '${from.slice(0, 19).replace("T", " ")}'
    AND day >= '${from.slice(0, 10)}' -- Athena only
    AND eventData.UID = '${id.replaceAll("'", "''")}'`;
        return (await run(textOf(sql))).rows.length > 0;
    };
}
