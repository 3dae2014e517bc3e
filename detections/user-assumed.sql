-- title: Somebody assumed another user
-- severity: medium
-- attack: T1078.004
-- eventTypes: USER_ASSUMED_USER, EXTERNAL_ASSUME_USER
-- window: one event
-- falsePositives: Helpdesks look at a user's portal on request: a ticket names the user and the time.
-- runbook: Ask the user whether it was asked for; what was done meanwhile is in user-timeline of both.
--
-- Unless both ids are there and equal: an id that redaction removed is no proof that somebody assumed themselves.
WITH events AS (
    SELECT
        eventData.UID AS id,
        eventTime AS seen,
        eventData.userIdentity.principalId AS actor,
        json_extract(eventJson, '$.eventData.additionalEventData.raw.detail') AS detail
    FROM $EVENTS
    WHERE eventTime >= $SINCE
        AND day >= cast(date($SINCE) AS varchar) -- Athena only
        AND eventTime < $UNTIL
        AND day <= cast(date($UNTIL) AS varchar) -- Athena only
        AND eventData.eventName IN (
            'USER_ASSUMED_USER',
            'EXTERNAL_ASSUME_USER'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(json_extract_scalar(detail, '$.user_id')) AS target_id,
        min(json_extract_scalar(detail, '$.user_name')) AS target_name,
        min(json_extract_scalar(detail, '$.ipaddr')) AS address
    FROM events
    WHERE coalesce(actor <> json_extract_scalar(detail, '$.user_id'), true)
    GROUP BY id
)
SELECT
    min(seen) AS first_seen,
    max(seen) AS last_seen,
    actor_id,
    max(actor_name) AS actor_name,
    target_id,
    target_name,
    address,
    count(*) AS events,
    array_join(slice(array_agg(id ORDER BY seen, id), 1, 20), ', ') AS event_ids
FROM found
GROUP BY actor_id, target_id, target_name, address
ORDER BY first_seen, actor_id, target_id, target_name, address
