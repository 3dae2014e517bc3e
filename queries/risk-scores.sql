-- Who looked risky? OneLogin's risk score and its reasons, the highest scores first.
--
-- Only events that OneLogin scored have one, and only accounts with SmartFactor get scores at all.
-- json_extract gives JSON, so user_name comes in quotes; the score is made a number to be sorted as one.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT
    json_extract(eventJson, '$.eventData.additionalEventData.raw.detail.user_name') AS user_name,
    json_extract(eventJson, '$.eventData.additionalEventData.raw.detail.risk_score') AS risk_score,
    json_extract(eventJson, '$.eventData.additionalEventData.raw.detail.risk_reasons') AS risk_reasons,
    eventData.eventName,
    eventTime
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND json_extract(eventJson, '$.eventData.additionalEventData.raw.detail.risk_score') IS NOT NULL
ORDER BY
    try_cast(json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.risk_score') AS double) DESC,
    eventTime DESC
LIMIT 100
