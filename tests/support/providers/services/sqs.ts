import { Refusal } from "../account";
import type { Account, Kind, Kinds } from "../account";
import { queueType } from "../policies";
import type { Properties } from "../wire";

function judgeRedrive({ redrivePolicy }: Properties, account: Account): void {
    if (typeof redrivePolicy !== "string") return;
    const { deadLetterTargetArn } = JSON.parse(redrivePolicy) as { deadLetterTargetArn: string };
    if (!account.list(queueType).some(({ added }) => added.arn === deadLetterTargetArn))
        throw new Refusal("InvalidParameterValue", `RedrivePolicy: ${deadLetterTargetArn} does not exist`);
}

/** An attribute of a queue that is a resource of its own. */
const attribute: Kind = {
    make({ queueUrl }, account) {
        account.need(queueType, queueUrl, "AWS.SimpleQueueService.NonExistentQueue");
        return { id: queueUrl as string, added: {} };
    },
};

export const sqs: Kinds = {
    [queueType]: {
        make(inputs, account) {
            const added = account.added(queueType, inputs);
            account.refuseSecond(queueType, added.url, "QueueAlreadyExists");
            judgeRedrive(inputs, account);
            return { id: added.url, added };
        },
        change(inputs, _old, account) {
            judgeRedrive(inputs, account);
        },
    },
    "aws:sqs/queuePolicy:QueuePolicy": attribute,
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": attribute,
};
