-- Do OneLogin's events arrive? The latest twenty, the newest first.
--
-- Run it after the first deployment, and whenever somebody says that events are missing. No row means that nothing
-- arrived in the time below: look at the hops before the lake, beginning with the partner event bus.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
-- 'onelogin.com' is the source that the forwarder writes, unless its input `eventSource` says otherwise. A type that is
-- not a number is not OneLogin's: it marks a test.
SELECT
    eventTime,
    eventData.eventName,
    eventData.userIdentity.type,
    eventData.userIdentity.principalId,
    eventData.sourceIPAddress,
    eventData.UID
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND eventData.eventSource = 'onelogin.com'
    AND NOT regexp_like(eventData.eventName, '^ONELOGIN_EVENT_.*[^0-9]')
ORDER BY eventTime DESC
LIMIT 20
