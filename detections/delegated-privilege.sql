-- title: A delegated privilege was made, changed or assigned
-- severity: medium
-- attack: T1098.003
-- eventTypes: PRIVILEGE_GRANTED_TO_USER, USER_ROLE_MANAGEMENT_GRANTED, DELEGATED_PRIVILEGE_CREATED_VIA_API,
--   DELEGATED_PRIVILEGE_CREATED_BY_USER, DELEGATED_PRIVILEGE_UPDATED_VIA_API, DELEGATED_PRIVILEGE_UPDATED_BY_USER,
--   DELEGATED_PRIVILEGE_ASSIGNED_TO_USER_VIA_API, DELEGATED_PRIVILEGE_ASSIGNED_TO_USER_BY_USER,
--   DELEGATED_PRIVILEGE_ASSIGNED_TO_ROLE_VIA_API, DELEGATED_PRIVILEGE_ASSIGNED_TO_ROLE_BY_USER
-- window: one event
-- falsePositives: Helpdesks and application owners get such privileges when they begin, and infrastructure code
--   changes them.
-- runbook: Look up what the privilege allows (Users > Privileges) and who holds it; remove it if no request names
--   it, above all if it manages users or authentication.
--
-- What makes a super user is left to super-user-granted. The target is the user, the role, or the privilege itself.
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
            'PRIVILEGE_GRANTED_TO_USER',
            'USER_ROLE_MANAGEMENT_GRANTED',
            'DELEGATED_PRIVILEGE_CREATED_VIA_API',
            'DELEGATED_PRIVILEGE_CREATED_BY_USER',
            'DELEGATED_PRIVILEGE_UPDATED_VIA_API',
            'DELEGATED_PRIVILEGE_UPDATED_BY_USER',
            'DELEGATED_PRIVILEGE_ASSIGNED_TO_USER_VIA_API',
            'DELEGATED_PRIVILEGE_ASSIGNED_TO_USER_BY_USER',
            'DELEGATED_PRIVILEGE_ASSIGNED_TO_ROLE_VIA_API',
            'DELEGATED_PRIVILEGE_ASSIGNED_TO_ROLE_BY_USER'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(
            coalesce(
                nullif(json_extract_scalar(detail, '$.user_id'), ''),
                nullif(json_extract_scalar(detail, '$.role_id'), ''),
                json_extract_scalar(detail, '$.privilege_id')
            )
        ) AS target_id,
        min(
            coalesce(
                nullif(json_extract_scalar(detail, '$.user_name'), ''),
                nullif(json_extract_scalar(detail, '$.role_name'), ''),
                json_extract_scalar(detail, '$.privilege_name')
            )
        ) AS target_name,
        min(json_extract_scalar(detail, '$.ipaddr')) AS address
    FROM events
    WHERE coalesce(json_extract_scalar(detail, '$.privilege_id'), '') <> '1'
        AND lower(coalesce(json_extract_scalar(detail, '$.privilege_name'), '')) NOT IN ('super user', 'account owner')
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
