-- What did administrators change? Users, roles, privileges, policies, applications, settings, the latest first.
--
-- A type is taken by its name: a thing, and what was done to it. What failed is left out, and so is what people did to
-- themselves, or what a directory did.
--
-- The bound on time keeps the bill small, because both charge for the data that a query scans: CloudTrail Lake bounds
-- its scan by eventTime, Athena by day. Raise the 7 (days) to look further back, in both lines.
SELECT DISTINCT
    eventTime,
    eventData.userIdentity.principalId AS actor_id,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.actor_user_name') AS actor_name,
    eventData.eventName AS event_type,
    json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.user_name') AS user_name,
    coalesce(
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.privilege_name'),
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.policy_name'),
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.mapping_name'),
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.trusted_idp_name'),
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.api_credential_name'),
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.app_name'),
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.role_name'),
        json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.notes')
    ) AS what,
    eventData.UID
FROM $EVENTS
WHERE eventTime > date_add('day', -7, current_timestamp)
    AND day >= cast(date_add('day', -7, current_date) AS varchar) -- Athena only
    AND eventData.errorCode IS NULL
    AND eventData.userIdentity.type IN ('OneLoginUser', 'OneLoginAPICredential')
    AND eventData.userIdentity.principalId <> coalesce(element_at(eventData.requestParameters, 'user_id'), '')
    AND (
        regexp_like(eventData.eventName, '^(CREATED|UPDATED|DELETED|DEACTIVATED|SUSPENDED|REACTIVATED|UNLOCKED)_USER')
        OR regexp_like(eventData.eventName, '^(ADMIN|ACCOUNT_SETTINGS|USER_MANUALLY|USER_ROLE_MANAGEMENT)_')
        OR regexp_like(eventData.eventName, '^(APP|CERTIFICATE|GROUP|MAPPING|POLICY|PARAMETER|ROLE)_[A-Z]+ED')
        OR regexp_like(eventData.eventName, '^(API_CREDENTIAL|AUTHENTICATION_FACTOR|BROADCASTER|DIRECTORY)_[A-Z]+ED')
        OR regexp_like(eventData.eventName, '^(DELEGATED_PRIVILEGE|PRIVILEGE|TRUSTED_IDP)_[A-Z]+')
        OR regexp_like(eventData.eventName, '^HOOKS_(CREATE|UPDATE|DELETE)_')
        OR regexp_like(eventData.eventName, '^API_(CREATE_USER|UPDATE_USER|DESTROY_USER|ADD_ROLES|REMOVE_ROLES|SET_)')
    )
ORDER BY eventTime DESC
LIMIT 100
