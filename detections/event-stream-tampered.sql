-- title: An event webhook, perhaps the one that feeds this stream, was changed or removed
-- severity: critical
-- attack: T1562.008
-- eventTypes: BROADCASTER_UPDATED, BROADCASTER_DELETED
-- window: one event
-- falsePositives: The first set-up, and other webhooks: OneLogin does not say which one it was.
-- runbook: See in Developers > Webhooks whether the one for Amazon EventBridge is still there and enabled; what it
--   did not send is in OneLogin's Events API only, so read the time since from there.
--
-- The removal itself may be the last event that arrives: an alarm on silence is the other half of this detection.
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
        AND eventData.eventName IN (
            'BROADCASTER_UPDATED',
            'BROADCASTER_DELETED'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(json_extract_scalar(detail, '$.object_id')) AS target_id,
        min(json_extract_scalar(detail, '$.notes')) AS target_name,
        min(json_extract_scalar(detail, '$.ipaddr')) AS address
    FROM events
    GROUP BY id
)
SELECT
    min(seen) AS first_seen,
    max(seen) AS last_seen,
    actor_id,
    max(actor_name) AS actor_name,
    target_id,
    target_name,
    address,
    count(*) AS events,
    array_join(slice(array_agg(id ORDER BY seen, id), 1, 20), ', ') AS event_ids
FROM found
GROUP BY actor_id, target_id, target_name, address
ORDER BY first_seen, actor_id, target_id, target_name, address
