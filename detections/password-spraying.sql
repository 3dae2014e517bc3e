-- title: Ten users failed to log in from one address within ten minutes
-- severity: high
-- attack: T1110.003
-- eventTypes: USER_FAILED_ONELOGIN_LOGIN, USER_REJECTED_BY_RADIUS, USER_REJECTED_BY_API,
--   USER_FAILED_REMOTE_AUTHENTICATION, VLDAP_BIND_FAILURE, OIDC_PASSWORD_FAILED, MAC_LOGIN_FAILURE,
--   ONELOGIN_DESKTOP_LOGIN_FAILURE, ONELOGIN_DESKTOP_USER_FAILED_ONELOGIN_LOGIN
-- window: 10 minutes
-- falsePositives: An office, VPN or RADIUS server behind one address, when a directory or a certificate fails; a
--   monitoring job.
-- runbook: Block the address in the policies; look for a success from it (failed-logins, user-timeline), and reset
--   the passwords of users who have one.
--
-- A user of that address counts again only after ten minutes without a failure; names that do not exist count, too.
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
    WHERE json_extract_scalar(detail, '$.ipaddr') <> ''
    GROUP BY id
),
spaced AS (
    SELECT
        *,
        lag(seen) OVER (PARTITION BY address, target_id ORDER BY seen, id) AS before
    FROM found
),
counted AS (
    SELECT
        *,
        count_if(before IS NULL OR before < seen - INTERVAL '10' MINUTE) OVER (
            PARTITION BY address ORDER BY seen
            RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW
        ) AS together
    FROM spaced
),
marked AS (
    SELECT
        *,
        count_if(together >= 10) OVER (
            PARTITION BY address ORDER BY seen
            RANGE BETWEEN CURRENT ROW AND INTERVAL '10' MINUTE FOLLOWING
        ) AS peaks
    FROM counted
)
SELECT
    min(seen) AS first_seen,
    max(seen) AS last_seen,
    array_join(slice(array_agg(DISTINCT actor_id ORDER BY actor_id), 1, 20), ', ') AS actor_id,
    array_join(slice(array_agg(DISTINCT actor_name ORDER BY actor_name), 1, 20), ', ') AS actor_name,
    array_join(slice(array_agg(DISTINCT target_id ORDER BY target_id), 1, 20), ', ') AS target_id,
    array_join(slice(array_agg(DISTINCT target_name ORDER BY target_name), 1, 20), ', ') AS target_name,
    address,
    count(*) AS events,
    array_join(slice(array_agg(id ORDER BY seen, id), 1, 20), ', ') AS event_ids
FROM marked
WHERE peaks > 0
GROUP BY address
ORDER BY first_seen, address
