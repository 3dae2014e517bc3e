import { physicalName } from "../../../../local/aws/resources";
import { unique } from "../account";
import type { Kinds } from "../account";
import { logPolicyType } from "../policies";
import { Refusal } from "../refusal";

const groupType = "aws:cloudwatch/logGroup:LogGroup";

/** Account-wide policies of a Region (CloudWatch Logs quotas). */
const mostAccountPolicies = 10;

export const logs: Kinds = {
    [groupType]: {
        make(inputs, account) {
            const name = physicalName("", inputs, unique());
            account.refuseSecond(groupType, name, "ResourceAlreadyExistsException");
            return { id: name, added: account.added(groupType, inputs, name) };
        },
    },
    [logPolicyType]: {
        make({ policyName, resourceArn }, account) {
            const scope = resourceArn === undefined ? "ACCOUNT" : "RESOURCE";
            const id = (policyName ?? resourceArn) as string;
            // Put is an upsert: the second of a name takes the place of the first, without a word.
            if (account.find(logPolicyType, id))
                account.cloud.loses(`${logPolicyType} ${id} was overwritten`);
            const others = account
                .list(logPolicyType)
                .filter((one) => one.added.policyScope === "ACCOUNT" && one.id !== id);
            if (scope === "ACCOUNT" && others.length >= mostAccountPolicies)
                throw new Refusal("LimitExceededException", "Resource limit exceeded.");
            if (
                scope === "RESOURCE" &&
                !account.list(groupType).some(({ added }) => added.arn === resourceArn)
            )
                throw new Refusal("ResourceNotFoundException", `there is no log group ${id}`);
            return { id, added: { policyScope: scope, revisionId: unique(8) } };
        },
    },
};
