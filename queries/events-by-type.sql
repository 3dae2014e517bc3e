-- Every event of one type: here 5, USER_LOGGED_INTO_ONELOGIN.
--
-- The id is OneLogin's own, and a text in this query. To look for another type, put its id in place of the 5; the
-- column event_type shows the name that the forwarder gave it.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT
    eventTime,
    eventData.eventName AS event_type,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.user_name') AS user_name,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.ipaddr') AS ip_address,
    eventData.UID
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.event_type_id') = '5'
ORDER BY eventTime DESC
LIMIT 100
