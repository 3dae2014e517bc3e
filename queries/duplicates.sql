-- How many rows are copies? Per day, the events, their rows, and how many rows too many.
--
-- An event that was delivered twice has two rows under one id, by design: nothing is lost, and queries count ids.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT
    date(eventTime) AS event_day,
    count(DISTINCT eventData.UID) AS events,
    count(*) AS rows_in_the_table,
    count(*) - count(DISTINCT eventData.UID) AS copies
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND NOT regexp_like(eventData.eventName, '^ONELOGIN_EVENT_.*[^0-9]')
GROUP BY date(eventTime)
ORDER BY event_day DESC
LIMIT 100
