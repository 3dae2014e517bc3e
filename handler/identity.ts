import type { Scalars } from "./scalars";

interface Identified {
    type: string;
    principalId: string;
    details?: Record<string, string>;
}

/** Who acted, from the fields of OneLogin's event that name the actor. */
const createIdentity = ({ hold }: Scalars, limits: { principalId: number; identityDetail: number }) => {
    const path = "userIdentity.";
    /** Ids before display names, which users can change. */
    const types: [field: string, type: string][] = [
        ["actor_user_id", "OneLoginUser"],
        ["client_id", "OneLoginAPICredential"],
        ["api_credential_name", "OneLoginAPICredential"],
        ["actor_system", "OneLoginSystem"],
    ];

    /** `facts`: the actor's fields as non-empty text. What does not become the principal is kept under `details`. */
    function identify(facts: Record<string, string>, cuts: string[]): Identified {
        const [principal, type] = types.find(([field]) => facts[field] != null) ?? ["", "Unknown"];
        const id = facts[principal] ?? "unknown";
        const identity: Identified = {
            type,
            principalId: hold(id, limits.principalId, path + "principalId", cuts),
        };
        for (const field in facts) {
            if (field === principal) continue;
            identity.details ??= {};
            identity.details[field] = hold(
                facts[field],
                limits.identityDetail,
                path + "details." + field,
                cuts,
            );
        }
        return identity;
    }

    return { identify };
};

type Identity = ReturnType<typeof createIdentity>;

export { createIdentity };
export type { Identity };
