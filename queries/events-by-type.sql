-- Every event of one type: here 5, USER_LOGGED_INTO_ONELOGIN.
--
-- The id is OneLogin's own, and a text in this query. To look for another type, put its id in place of the 5; the
-- column event_type shows the name that the forwarder gave it.
--
-- The bound on eventTime keeps the bill small: CloudTrail Lake charges for the data that a query scans, and scans no
-- further back than this. Raise the 7 (days) to look further back.
SELECT
    eventTime,
    eventData.eventName AS event_type,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.user_name') AS user_name,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.ipaddr') AS ip_address,
    eventData.UID
FROM $EVENT_DATA_STORE_ID
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.event_type_id') = '5'
ORDER BY eventTime DESC
LIMIT 100
