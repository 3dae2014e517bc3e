-- title: A super administrator or a reseller acted as a user
-- severity: high
-- attack: T1199
-- eventTypes: any
-- window: one event
-- falsePositives: Support by OneLogin or by your reseller that you asked for; your own super administrators, if
--   OneLogin marks them so.
-- runbook: Ask whoever it was for the ticket; if there is none, withdraw their access (Settings > Account), and
--   treat what they did as done by an attacker.
--
-- Any type of event whose `assumed_by_superadmin_or_reseller` says so. A type that is not a number is not
-- OneLogin's.
WITH events AS (
    SELECT
        eventData.UID AS id,
        eventTime AS seen,
        eventData.eventName AS name,
        eventData.userIdentity.principalId AS actor,
        json_extract(eventJson, '$.eventData.additionalEventData.raw.detail') AS detail
    FROM $EVENTS
    WHERE eventTime >= $SINCE
        AND day >= cast(date($SINCE) AS varchar) -- Athena only
        AND eventTime < $UNTIL
        AND day <= cast(date($UNTIL) AS varchar) -- Athena only
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
    WHERE lower(json_extract_scalar(detail, '$.assumed_by_superadmin_or_reseller')) NOT IN ('false', '0', 'no', '')
        AND NOT regexp_like(name, '^ONELOGIN_EVENT_.*[^0-9]')
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
