-- title: A stored password was revealed
-- severity: medium
-- attack: T1555.005
-- eventTypes: USER_REVEALED_PASSWORD
-- window: one event
-- falsePositives: Users look up a password of their own for an application without single sign-on.
-- runbook: If it was not the user, or came from an unusual address, change the password in that application.
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
        AND eventData.eventName = 'USER_REVEALED_PASSWORD'
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
