-- title: One actor deleted or shut out ten users within ten minutes
-- severity: high
-- attack: T1531
-- eventTypes: DELETED_USER, API_DESTROY_USER, DEACTIVATED_USER, SUSPENDED_USER, SUSPENDED_USER_VIA_API,
--   USER_LOCKED_VIA_API, API_LOCK_USER
-- window: 10 minutes
-- falsePositives: Directory imports and bulk operations when people leave together.
-- runbook: Stop the actor first (suspend the user, disable the credential or the directory), then restore: deleted
--   users come back only from the directory or by hand.
--
-- A user who is suspended and then deleted counts once.
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
            'DELETED_USER',
            'API_DESTROY_USER',
            'DEACTIVATED_USER',
            'SUSPENDED_USER',
            'SUSPENDED_USER_VIA_API',
            'USER_LOCKED_VIA_API',
            'API_LOCK_USER'
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
        count_if(before IS NULL OR before < seen - INTERVAL '10' MINUTE) OVER (
            PARTITION BY actor_id ORDER BY seen
            RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW
        ) AS together
    FROM spaced
),
marked AS (
    SELECT
        *,
        count_if(together >= 10) OVER (
            PARTITION BY actor_id ORDER BY seen
            RANGE BETWEEN CURRENT ROW AND INTERVAL '10' MINUTE FOLLOWING
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
