-- title: One actor changed the passwords of ten other users within ten minutes
-- severity: high
-- attack: T1531
-- eventTypes: ADMIN_CHANGED_USER_PASSWORD, API_SET_PWD_SALT, API_SET_PWD_CLEAR_TEXT
-- window: 10 minutes
-- falsePositives: A planned reset after an incident, and migrations by API.
-- runbook: Suspend the actor or disable the credential; force the users to choose new passwords, and log them out.
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
            'ADMIN_CHANGED_USER_PASSWORD',
            'API_SET_PWD_SALT',
            'API_SET_PWD_CLEAR_TEXT'
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
