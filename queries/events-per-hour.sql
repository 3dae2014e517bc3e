-- How many events has each hour, and how many hours before it had none?
--
-- An hour without events has no row: silent_hours_before of the next one counts it. A night may be silent; a working day
-- is not. A type that is not a number is not OneLogin's: it marks a test, and is not counted.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT
    date_trunc('hour', eventTime) AS hour,
    count(DISTINCT eventData.UID) AS events,
    date_diff(
        'hour',
        lag(date_trunc('hour', eventTime)) OVER (ORDER BY date_trunc('hour', eventTime)),
        date_trunc('hour', eventTime)
    ) - 1 AS silent_hours_before
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND NOT regexp_like(eventData.eventName, '^ONELOGIN_EVENT_.*[^0-9]')
GROUP BY date_trunc('hour', eventTime)
ORDER BY hour DESC
LIMIT 200
