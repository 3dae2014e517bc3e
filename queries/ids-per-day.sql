-- Have both destinations the same events? A line a day: where count and checksum are the same in both, the ids are.
--
-- The checksum is of the ids, in whatever order and however often: a count of rows would also count what was delivered
-- twice. The first day is cut by the bound, and the last one is not over. A type that is not a number is not OneLogin's: it
-- marks a test, and is not counted.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT
    date(eventTime) AS event_day,
    count(DISTINCT eventData.UID) AS events,
    to_hex(checksum(DISTINCT eventData.UID)) AS checksum_of_ids
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND NOT regexp_like(eventData.eventName, '^ONELOGIN_EVENT_.*[^0-9]')
GROUP BY date(eventTime)
ORDER BY event_day
