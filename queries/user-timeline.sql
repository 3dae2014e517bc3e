-- What did one person do, and what was done to them? Here the user 61200187, the latest first.
--
-- Put the user's id in place of both: OneLogin shows it in the address of the user's page. Names change; ids do not.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT DISTINCT
    eventTime,
    eventData.eventName AS event_type,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.actor_user_name') AS actor_name,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.user_name') AS user_name,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.app_name') AS app,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.ipaddr') AS ip_address,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.risk_score') AS risk_score,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.notes') AS notes,
    eventData.UID
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND (
        eventData.userIdentity.principalId = '61200187'
        OR json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.user_id') = '61200187'
    )
ORDER BY eventTime DESC
LIMIT 500
