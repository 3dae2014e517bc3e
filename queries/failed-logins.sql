-- Who failed to log in, and from where? By user and address, the most failures first.
--
-- Names that OneLogin does not know are in it, too: they are guesses, or slips of the keyboard.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT
    coalesce(
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.user_name'),
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.login_name')
    ) AS user_name,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.ipaddr') AS ip_address,
    count(DISTINCT eventData.UID) AS failures,
    min(eventTime) AS first_seen,
    max(eventTime) AS last_seen
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND eventData.eventName IN (
        'USER_FAILED_ONELOGIN_LOGIN',
        'USER_LOGIN_CHALLENGE_FAILED',
        'USER_REJECTED_BY_RADIUS',
        'USER_REJECTED_BY_API',
        'USER_FAILED_REMOTE_AUTHENTICATION',
        'VLDAP_BIND_FAILURE',
        'OIDC_PASSWORD_FAILED',
        'MAC_LOGIN_FAILURE',
        'ONELOGIN_DESKTOP_LOGIN_FAILURE',
        'ONELOGIN_DESKTOP_USER_FAILED_ONELOGIN_LOGIN'
    )
GROUP BY 1, 2
ORDER BY failures DESC, last_seen DESC
LIMIT 100
