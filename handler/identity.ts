import type { Scalars } from "./scalars";
import type { EventData } from "./types";

/** Who acted, from the fields of OneLogin's event that name the actor. */
const createIdentity = ({ truncate }: Scalars, limits: { principalId: number; identityDetail: number }) => {
    const path = "userIdentity.";
    /** The fields that name the actor; those with a type can be the principal, ids before display names, which users can change. */
    const fields: [field: string, type: string][] = [
        ["actor_user_id", "OneLoginUser"],
        ["client_id", "OneLoginAPICredential"],
        ["api_credential_name", "OneLoginAPICredential"],
        ["actor_system", "OneLoginSystem"],
        ["actor_user_name", ""],
        ["account_id", ""],
        ["assumed_by_superadmin_or_reseller", ""],
        ["assuming_acting_user_id", ""],
    ];
    const actorFields = new Set(fields.map(([field]) => field));

    /** `facts`: the actor's fields as non-empty text. What does not become the principal is kept under `details`. */
    function identify(facts: Record<string, string>, truncations: string[]): EventData["userIdentity"] {
        const [principal, type] = fields.find(([field, type]) => type !== "" && facts[field] != null) ?? [
            "",
            "Unknown",
        ];
        const id = facts[principal] ?? "unknown";
        const identity: EventData["userIdentity"] = {
            type,
            principalId: truncate(id, limits.principalId, path + "principalId", truncations),
        };
        for (const field in facts) {
            if (field === principal) continue;
            identity.details ??= {};
            identity.details[field] = truncate(
                facts[field],
                limits.identityDetail,
                path + "details." + field,
                truncations,
            );
        }
        return identity;
    }

    return { actorFields, identify };
};

type Identity = ReturnType<typeof createIdentity>;

export { createIdentity };
export type { Identity };
