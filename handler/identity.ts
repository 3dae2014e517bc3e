import type { Scalars } from "./scalars";
import type { JsonObject } from "./types";

/** Who acted, from the fields of OneLogin's event that name the actor. */
const createIdentity = ({ hold }: Scalars, limits: { principalId: number; identityDetail: number }) => {
    /** Ids before display names, which users can change. */
    const types: [field: string, type: string][] = [
        ["actor_user_id", "OneLoginUser"],
        ["client_id", "OneLoginAPICredential"],
        ["api_credential_name", "OneLoginAPICredential"],
        ["actor_system", "OneLoginSystem"],
    ];

    /** `facts`: the actor's fields as non-empty text. What does not become the principal is kept under `details`. */
    function identify(facts: Record<string, string>, cuts: string[]): JsonObject {
        const [principal, type] = types.find(([field]) => facts[field] != null) ?? ["", "Unknown"];
        const principalId = hold(
            facts[principal] ?? "unknown",
            limits.principalId,
            "userIdentity.principalId",
            cuts,
        );
        const identity: JsonObject = { type, principalId };
        for (const field in facts) {
            if (field === principal) continue;
            const details = (identity.details ??= {}) as JsonObject;
            details[field] = hold(facts[field], limits.identityDetail, "userIdentity.details." + field, cuts);
        }
        return identity;
    }

    return { identify };
};

type Identity = ReturnType<typeof createIdentity>;

export { createIdentity };
export type { Identity };
