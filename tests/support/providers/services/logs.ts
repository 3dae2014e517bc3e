import { physicalName } from "../../../../local/aws/resources";
import { Refusal, unique } from "../account";
import type { Kinds } from "../account";
import { logPolicyType } from "../policies";

const groupType = "aws:cloudwatch/logGroup:LogGroup";

export const logs: Kinds = {
    [groupType]: {
        make(inputs, account) {
            const name = physicalName("", inputs, unique());
            account.refuseSecond(groupType, name, "ResourceAlreadyExistsException");
            return { id: name, added: account.added(groupType, inputs, name) };
        },
        remove({ id, inputs }) {
            if (inputs.deletionProtectionEnabled === true)
                throw new Refusal("ValidationException", `log group ${id} has deletion protection`);
        },
    },
    [logPolicyType]: {
        make({ policyName, resourceArn }, account) {
            const scope = resourceArn === undefined ? "ACCOUNT" : "RESOURCE";
            const id = (policyName ?? resourceArn) as string;
            // Put is an upsert: the second of a name takes the place of the first, without a word.
            if (account.find(logPolicyType, id))
                account.cloud.losses.push(`${logPolicyType} ${id} was overwritten`);
            if (
                scope === "RESOURCE" &&
                !account.list(groupType).some(({ added }) => added.arn === resourceArn)
            )
                throw new Refusal("ResourceNotFoundException", `there is no log group ${id}`);
            return { id, added: { policyScope: scope, revisionId: unique(8) } };
        },
    },
};
