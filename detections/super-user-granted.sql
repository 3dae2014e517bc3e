-- title: A user was made super user or account owner
-- severity: high
-- attack: T1098.003
-- eventTypes: PRIVILEGE_GRANTED_TO_USER
-- window: one event
-- falsePositives: A new administrator; accounts have few, and a request or ticket names each.
-- runbook: Ask the actor, by another channel than OneLogin, who approved it; if nobody did, revoke the privilege,
--   log both users out, and run user-timeline for the actor.
--
-- OneLogin calls the privilege `Super user`, whose id is 1. Other privileges are delegated-privilege's.
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
        AND eventData.eventName = 'PRIVILEGE_GRANTED_TO_USER'
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
    WHERE json_extract_scalar(detail, '$.privilege_id') = '1'
        OR lower(json_extract_scalar(detail, '$.privilege_name')) IN ('super user', 'account owner')
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
