-- title: A security policy was changed or deleted, or adaptive log-in was switched off
-- severity: medium
-- attack: T1556.009
-- eventTypes: POLICY_UPDATED, POLICY_DELETED, ADAPTIVE_LOGIN_DISABLED
-- window: one event
-- falsePositives: Every planned change of a policy, stronger ones too: the event does not say what was changed.
-- runbook: Compare the policy (Security > Policies) with what was agreed: second factor, password rules, session
--   length, allowed addresses.
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
            'POLICY_UPDATED',
            'POLICY_DELETED',
            'ADAPTIVE_LOGIN_DISABLED'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(json_extract_scalar(detail, '$.policy_id')) AS target_id,
        min(json_extract_scalar(detail, '$.policy_name')) AS target_name,
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
