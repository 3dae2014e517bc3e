-- title: Ten failed log-ins of one user within ten minutes
-- severity: medium
-- attack: T1110.001
-- eventTypes: USER_FAILED_ONELOGIN_LOGIN, USER_REJECTED_BY_RADIUS, USER_REJECTED_BY_API,
--   USER_FAILED_REMOTE_AUTHENTICATION, VLDAP_BIND_FAILURE, OIDC_PASSWORD_FAILED, MAC_LOGIN_FAILURE,
--   ONELOGIN_DESKTOP_LOGIN_FAILURE, ONELOGIN_DESKTOP_USER_FAILED_ONELOGIN_LOGIN
-- window: 10 minutes
-- falsePositives: A device or a script with an old password.
-- runbook: See where the failures come from; reset the password if one log-in succeeded since, else leave the user
--   locked until they have been asked.
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
            'USER_FAILED_ONELOGIN_LOGIN',
            'USER_REJECTED_BY_RADIUS',
            'USER_REJECTED_BY_API',
            'USER_FAILED_REMOTE_AUTHENTICATION',
            'VLDAP_BIND_FAILURE',
            'OIDC_PASSWORD_FAILED',
            'MAC_LOGIN_FAILURE',
            'ONELOGIN_DESKTOP_LOGIN_FAILURE',
            'ONELOGIN_DESKTOP_USER_FAILED_ONELOGIN_LOGIN'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(
            coalesce(
                nullif(json_extract_scalar(detail, '$.user_id'), ''),
                nullif(json_extract_scalar(detail, '$.login_name'), ''),
                json_extract_scalar(detail, '$.user_name')
            )
        ) AS target_id,
        min(
            coalesce(
                nullif(json_extract_scalar(detail, '$.user_name'), ''),
                json_extract_scalar(detail, '$.login_name')
            )
        ) AS target_name,
        min(json_extract_scalar(detail, '$.ipaddr')) AS address
    FROM events
    WHERE concat_ws('', json_extract_scalar(detail, '$.user_id'), json_extract_scalar(detail, '$.login_name'), json_extract_scalar(detail, '$.user_name')) <> ''
    GROUP BY id
),
counted AS (
    SELECT
        *,
        count(*) OVER (
            PARTITION BY target_id ORDER BY seen
            RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW
        ) AS together
    FROM found
),
marked AS (
    SELECT
        *,
        count_if(together >= 10) OVER (
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
