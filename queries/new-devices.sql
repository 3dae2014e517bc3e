-- Which second factors and phone numbers are new? The latest first.
--
-- The device of an attacker is one of them: look at who added it, and from where. The column actor_name is not the
-- user's if an administrator or an API credential did it.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT DISTINCT
    eventTime,
    eventData.eventName AS event_type,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.user_name') AS user_name,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.otp_device_name') AS device,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.actor_user_name') AS actor_name,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.ipaddr') AS ip_address,
    eventData.UID
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND eventData.eventName IN (
        'USER_ADDED_OTP_DEVICE',
        'USER_VERIFIED_OTP_DEVICE',
        'API_ADDED_OTP_DEVICE',
        'USER_ADDED_PHONE_NUMBER',
        'USER_UPDATED_PHONE_NUMBER',
        'PROFILE_SETTINGS_UPDATE_PHONE'
    )
ORDER BY eventTime DESC
LIMIT 100
