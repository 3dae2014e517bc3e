-- title: A log-in with a high risk score failed, and the user logged in within the hour
-- severity: high
-- attack: T1078.004
-- eventTypes: USER_FAILED_ONELOGIN_LOGIN, USER_LOGIN_CHALLENGE_FAILED, USER_LOGGED_INTO_ONELOGIN
-- window: 1 hour
-- falsePositives: Users who travel, have a new device, and mistype; only accounts with SmartFactor have scores at
--   all.
-- runbook: Compare the addresses of failure and success; if the success is not the user's, log the user out and
--   reset password and second factor.
--
-- High is 70 of 100, and more.
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
        AND eventData.eventName IN (
            'USER_FAILED_ONELOGIN_LOGIN',
            'USER_LOGIN_CHALLENGE_FAILED',
            'USER_LOGGED_INTO_ONELOGIN'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        bool_or(name <> 'USER_LOGGED_INTO_ONELOGIN') AS failed,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(json_extract_scalar(detail, '$.user_id')) AS target_id,
        min(json_extract_scalar(detail, '$.user_name')) AS target_name,
        min(json_extract_scalar(detail, '$.ipaddr')) AS address
    FROM events
    WHERE json_extract_scalar(detail, '$.user_id') <> ''
        AND (
            name = 'USER_LOGGED_INTO_ONELOGIN'
            OR try_cast(json_extract_scalar(detail, '$.risk_score') AS double) >= 70
        )
    GROUP BY id
),
counted AS (
    SELECT
        *,
        count_if(failed) OVER (
            PARTITION BY target_id ORDER BY seen
            RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW
        ) AS together
    FROM found
),
marked AS (
    SELECT
        *,
        count_if(NOT failed AND together >= 1) OVER (
            PARTITION BY target_id ORDER BY seen
            RANGE BETWEEN CURRENT ROW AND INTERVAL '1' HOUR FOLLOWING
        ) AS peaks
    FROM counted
)
SELECT
    min(seen) AS first_seen,
    max(seen) AS last_seen,
    array_join(slice(array_agg(DISTINCT actor_id ORDER BY actor_id), 1, 20), ', ') AS actor_id,
    array_join(slice(array_agg(DISTINCT actor_name ORDER BY actor_name), 1, 20), ', ') AS actor_name,
    target_id,
    max(target_name) AS target_name,
    array_join(slice(array_agg(DISTINCT address ORDER BY address), 1, 20), ', ') AS address,
    count(*) AS events,
    array_join(slice(array_agg(id ORDER BY seen, id), 1, 20), ', ') AS event_ids
FROM marked
WHERE peaks > 0
GROUP BY target_id
ORDER BY first_seen, target_id
