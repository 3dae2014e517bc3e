-- title: A smart hook or its variables were changed
-- severity: high
-- attack: T1556
-- eventTypes: HOOKS_CREATE_FUNCTION, HOOKS_UPDATE_FUNCTION, HOOKS_DELETE_FUNCTION, HOOKS_CREATE_ENVVAR,
--   HOOKS_UPDATE_ENVVAR, HOOKS_DELETE_ENVVAR
-- window: one event
-- falsePositives: Deployments of the hook's own code.
-- runbook: Compare the hook's code with its repository: it runs at each log-in, can choose the policy, and sees who
--   logs in.
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
            'HOOKS_CREATE_FUNCTION',
            'HOOKS_UPDATE_FUNCTION',
            'HOOKS_DELETE_FUNCTION',
            'HOOKS_CREATE_ENVVAR',
            'HOOKS_UPDATE_ENVVAR',
            'HOOKS_DELETE_ENVVAR'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(json_extract_scalar(detail, '$.object_id')) AS target_id,
        min(coalesce(json_extract_scalar(detail, '$.entity'), json_extract_scalar(detail, '$.notes'))) AS target_name,
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
