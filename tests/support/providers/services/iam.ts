import { Refusal, unique } from "../account";
import type { Kinds } from "../account";
import { rolePolicyType } from "../policies";

export const roleType = "aws:iam/role:Role";

export const iam: Kinds = {
    [roleType]: {
        make(inputs, account) {
            const name = inputs.name as string;
            account.refuseSecond(roleType, name, "EntityAlreadyExists");
            const uniqueId = `AROA${unique(17).toUpperCase()}`;
            return { id: name, added: { ...account.added(roleType, inputs), uniqueId } };
        },
        remove({ id }, account) {
            if (account.list(rolePolicyType).some(({ inputs }) => inputs.role === id))
                throw new Refusal("DeleteConflict", `Cannot delete role ${id}: must delete policies first`);
        },
    },
    [rolePolicyType]: {
        make({ role, name }, account) {
            account.need(roleType, role, "NoSuchEntity");
            return { id: `${role as string}:${name as string}`, added: { name } };
        },
    },
};
