-- title: A trusted identity provider was added, changed or made the default
-- severity: high
-- attack: T1484.002
-- eventTypes: TRUSTED_IDP_ADDED, TRUSTED_IDP_MODIFIED, TRUSTED_IDP_MADE_DEFAULT
-- window: one event
-- falsePositives: A planned federation, or its certificate's renewal.
-- runbook: Compare issuer, certificate and user attribute with the partner's; whoever holds that provider can log in
--   as its users, so disable it first if it is unknown.
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
            'TRUSTED_IDP_ADDED',
            'TRUSTED_IDP_MODIFIED',
            'TRUSTED_IDP_MADE_DEFAULT'
        )
),
found AS (
    SELECT
        id,
        min(seen) AS seen,
        min(actor) AS actor_id,
        min(json_extract_scalar(detail, '$.actor_user_name')) AS actor_name,
        min(json_extract_scalar(detail, '$.trusted_idp_id')) AS target_id,
        min(json_extract_scalar(detail, '$.trusted_idp_name')) AS target_name,
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
