-- title: One actor assumed five users within an hour
-- severity: high
-- attack: T1078.004
-- eventTypes: USER_ASSUMED_USER, EXTERNAL_ASSUME_USER
-- window: 1 hour
-- falsePositives: A helpdesk after an outage or a migration.
-- runbook: Suspend the actor until it is explained, log out the users, and run user-timeline for the actor.
--
-- A user whom the same actor assumes again within the hour counts once.
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
),
spaced AS (
    SELECT
        *,
        lag(seen) OVER (PARTITION BY actor_id, target_id ORDER BY seen, id) AS before
    FROM found
),
counted AS (
    SELECT
        *,
        count_if(before IS NULL OR before < seen - INTERVAL '1' HOUR) OVER (
            PARTITION BY actor_id ORDER BY seen
            RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW
        ) AS together
    FROM spaced
),
marked AS (
    SELECT
        *,
        count_if(together >= 5) OVER (
            PARTITION BY actor_id ORDER BY seen
            RANGE BETWEEN CURRENT ROW AND INTERVAL '1' HOUR FOLLOWING
        ) AS peaks
    FROM counted
)
SELECT
    min(seen) AS first_seen,
    max(seen) AS last_seen,
    actor_id,
    max(actor_name) AS actor_name,
    array_join(slice(array_agg(DISTINCT target_id ORDER BY target_id), 1, 20), ', ') AS target_id,
    array_join(slice(array_agg(DISTINCT target_name ORDER BY target_name), 1, 20), ', ') AS target_name,
    array_join(slice(array_agg(DISTINCT address ORDER BY address), 1, 20), ', ') AS address,
    count(*) AS events,
    array_join(slice(array_agg(id ORDER BY seen, id), 1, 20), ', ') AS event_ids
FROM marked
WHERE peaks > 0
GROUP BY actor_id
ORDER BY first_seen, actor_id
