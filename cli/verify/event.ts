import type { Deployment } from "../deployment";

/**
 * The type of the event that is sent. OneLogin's are numbers: by that every query, detection and comparison leaves it out,
 * and no choice of event types excludes it.
 */
export const markedType = "onelogin-cloudtrail-lake verify";

/** An event as EventBridge hands it over, that says of itself what it is. */
export function markedEvent(
    { region, account }: Pick<Deployment, "region" | "account">,
    uuid: string,
    now: Date,
): string {
    const time = `${now.toISOString().slice(0, 19)}Z`;
    return JSON.stringify({
        ...{ version: "0", id: uuid, "detail-type": markedType, source: "onelogin-cloudtrail-lake" },
        ...{ account, time, region, resources: [] },
        detail: {
            uuid,
            event_timestamp: `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`,
            event_type_id: markedType,
            notes: "Sent by `onelogin-cloudtrail-lake verify`: nothing happened in OneLogin.",
        },
    });
}
