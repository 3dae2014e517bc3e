-- title: One user rejected three push notifications within ten minutes
-- severity: high
-- attack: T1621
-- eventTypes: OL_OTP_PUSH_REJECT
-- window: 10 minutes
-- falsePositives: A user who presses the wrong button, or whose device asks by itself.
-- runbook: Ask the user: who did not log in has a stolen password, so reset it; if a log-in followed, log the user
--   out, too.
WITH events AS (
    SELECT
        eventData.UID AS id,
        eventTime AS seen,
        eventData.userIdentity.principalId AS actor,
        json_extract(eventJson, '$.eventData.additionalEventData.raw.detail') AS detail
    FROM $EVENTS
    WHERE eventTime >= $SINCE
        AND day >= cast(date($SINCE) AS varchar) -- Athena only
        AND eventTime < $UNTIL
        AND day <= cast(date($UNTIL) AS varchar) -- Athena only
        AND eventData.eventName = 'OL_OTP_PUSH_REJECT'
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(json_extract_scalar(detail, '$.user_id')) AS target_id,
        min(json_extract_scalar(detail, '$.user_name')) AS target_name,
        min(json_extract_scalar(detail, '$.ipaddr')) AS address
    FROM events
    WHERE json_extract_scalar(detail, '$.user_id') <> ''
    GROUP BY id
),
counted AS (
    SELECT
        *,
        count(*) OVER (
            PARTITION BY target_id ORDER BY seen
            RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW
        ) AS together
    FROM found
),
marked AS (
    SELECT
        *,
        count_if(together >= 3) OVER (
            PARTITION BY target_id ORDER BY seen
            RANGE BETWEEN CURRENT ROW AND INTERVAL '10' MINUTE FOLLOWING
        ) AS peaks
    FROM counted
)
SELECT
    min(seen) AS first_seen,
    max(seen) AS last_seen,
    array_join(slice(array_agg(DISTINCT actor_id ORDER BY actor_id), 1, 20), ', ') AS actor_id,
    array_join(slice(array_agg(DISTINCT actor_name ORDER BY actor_name), 1, 20), ', ') AS actor_name,
    target_id,
    max(target_name) AS target_name,
    array_join(slice(array_agg(DISTINCT address ORDER BY address), 1, 20), ', ') AS address,
    count(*) AS events,
    array_join(slice(array_agg(id ORDER BY seen, id), 1, 20), ', ') AS event_ids
FROM marked
WHERE peaks > 0
GROUP BY target_id
ORDER BY first_seen, target_id
