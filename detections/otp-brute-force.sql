-- title: Five wrong second factors of one user, and then a success, within ten minutes
-- severity: high
-- attack: T1110
-- eventTypes: USER_LOGIN_CHALLENGE_FAILED, API_VERIFY_FACTOR_FAILED, USER_LOGGED_INTO_ONELOGIN, USER_REAUTH_SUCCESS,
--   API_VERIFY_FACTOR
-- window: 10 minutes
-- falsePositives: A phone whose clock is wrong, or a user who mistypes; five times is rare.
-- runbook: Log the user out, reset password and second factor: who guessed the code has the password already.
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
            'USER_LOGIN_CHALLENGE_FAILED',
            'API_VERIFY_FACTOR_FAILED',
            'USER_LOGGED_INTO_ONELOGIN',
            'USER_REAUTH_SUCCESS',
            'API_VERIFY_FACTOR'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        bool_or(name IN ('USER_LOGIN_CHALLENGE_FAILED', 'API_VERIFY_FACTOR_FAILED')) AS failed,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(json_extract_scalar(detail, '$.user_id')) AS target_id,
        min(json_extract_scalar(detail, '$.user_name')) AS target_name,
        min(json_extract_scalar(detail, '$.ipaddr')) AS address
    FROM events
    WHERE json_extract_scalar(detail, '$.user_id') <> ''
    GROUP BY id
),
counted AS (
    SELECT
        *,
        count_if(failed) OVER (
            PARTITION BY target_id ORDER BY seen
            RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW
        ) AS together
    FROM found
),
marked AS (
    SELECT
        *,
        count_if(NOT failed AND together >= 5) OVER (
            PARTITION BY target_id ORDER BY seen
            RANGE BETWEEN CURRENT ROW AND INTERVAL '10' MINUTE FOLLOWING
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
