import type { KMSClient } from "@aws-sdk/client-kms";
import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Deployment, Unit } from "../deployment";
import { messagesIn } from "../sqs";
import { plural } from "../words";
import { find, once, present, problem, refresh, unless, type Check, type Problem } from "./check";
import { keyCheck } from "./keys";
import { objectOf, refusalOf } from "./policy";

type Attributes = Partial<Record<string, string>>;

/** A unit's queues: the one that waits, and the dead letters. */
export function queueChecks(sqs: SQSClient, kms: KMSClient, deployment: Deployment, unit: Unit): Check[] {
    const { region, ruleArn } = deployment;
    const attributesOf = (url: string, arn: string) =>
        once(async () => {
            const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] });
            const found = await find(
                `sqs:GetQueueAttributes on ${arn}`,
                sqs.send(command),
                /QueueDoesNotExist|NonExistentQueue/,
            );
            return found && (found.Attributes ?? {});
        });
    const letsRuleSend = ({ Policy }: Attributes, name: string, arn: string): Problem | undefined => {
        const refusal = refusalOf([Policy], {
            service: "events.amazonaws.com",
            action: "sqs:SendMessage",
            resource: arn,
            sourceArn: ruleArn,
        });
        if (refusal === undefined) return undefined;
        return { what: `The rule may not send to ${name}: its policy ${refusal}.`, mend: refresh };
    };

    const { queueUrl, queueArn, queueName } = unit;
    const { deadLetterQueueUrl, deadLetterQueueArn, deadLetterQueueName } = unit;
    const deadLetters = attributesOf(deadLetterQueueUrl, deadLetterQueueArn);
    const queue =
        queueUrl === undefined || queueArn === undefined ? undefined : attributesOf(queueUrl, queueArn);

    const checks: Check[] = [
        {
            name: "dead letters",
            async look() {
                const found = await deadLetters();
                if (found === undefined)
                    return problem(`The dead-letter queue ${deadLetterQueueName} is gone.`, refresh);
                const count = messagesIn(found);
                return unless(
                    [
                        letsRuleSend(found, deadLetterQueueName, deadLetterQueueArn),
                        count > 0 && {
                            what: `${count} ${plural(count, "event is", "events are")} dead-lettered.`,
                            mend: "npx onelogin-cloudtrail-lake redrive",
                        },
                    ],
                    "none",
                );
            },
        },
        keyCheck(
            kms,
            region,
            "queue key",
            async () => present(await (queue ?? deadLetters)(), "there is no queue").KmsMasterKeyId,
        ),
    ];
    if (queue === undefined || queueArn === undefined || queueName === undefined) return checks;
    return [
        {
            name: "queue",
            async look() {
                const found = await queue();
                if (found === undefined) return problem(`The queue ${queueName} is gone.`, refresh);
                const count = messagesIn(found);
                return unless(
                    [
                        letsRuleSend(found, queueName, queueArn),
                        redriveTarget(found) !== deadLetterQueueArn && {
                            what: `What ${queueName} gives up on does not go to ${deadLetterQueueName}.`,
                            mend: refresh,
                        },
                    ],
                    `${count} ${plural(count, "event")} in it`,
                );
            },
        },
        ...checks,
    ];
}

function redriveTarget({ RedrivePolicy }: Attributes): unknown {
    try {
        return objectOf(JSON.parse(RedrivePolicy ?? "{}")).deadLetterTargetArn;
    } catch {
        return undefined;
    }
}
