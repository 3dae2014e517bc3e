import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { BuildContext } from "./context";

/** The bus that OneLogin's events arrive on, and the rule that picks them. */
export interface Source {
    busName: pulumi.Output<string>;
    rule: cloudwatch.EventRule;
}

/** The `detail-type` of OneLogin's events is not documented; their source is. */
const anySource = [{ prefix: "aws.partner/onelogin.com/" }];

export function makeSource(context: BuildContext): Source {
    const { name, settings } = context;
    const { eventSourceName, eventBusName, eventSourceNames, tags } = settings;
    const busName =
        eventBusName === undefined
            ? new cloudwatch.EventBus(
                  `${name}-bus`,
                  // A partner's bus has the name of its source, always.
                  { name: eventSourceName, eventSourceName, tags },
                  context.options(),
              ).name
            : pulumi.output(eventBusName);
    const rule = new cloudwatch.EventRule(
        `${name}-rule`,
        {
            description: "OneLogin's events",
            eventBusName: busName,
            eventPattern: pulumi.jsonStringify({ source: eventSourceNames ?? anySource }),
            tags,
        },
        context.options(),
    );
    return { busName, rule };
}

/** EventBridge's own defaults, and its most: a day, 185 times. Written down, because a preview shows only what is given. */
const retryPolicy = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 };

/** Where a target's events go. */
export interface Target {
    suffix: string;
    arn: pulumi.Input<string>;
    /** The ARN of the queue for what cannot be delivered; without it that is lost. */
    deadLetters?: pulumi.Input<string>;
}

/** Makes a target of the rule. It begins to get events at once, so that what it needs has to be there `before`. */
export function makeTarget(
    context: BuildContext,
    source: Source,
    { suffix, arn, deadLetters }: Target,
    ...before: pulumi.Resource[]
): void {
    new cloudwatch.EventTarget(
        `${context.name}-${suffix}`,
        {
            eventBusName: source.busName,
            rule: source.rule.name,
            arn,
            retryPolicy,
            ...(deadLetters === undefined ? {} : { deadLetterConfig: { arn: deadLetters } }),
        },
        context.options(...before),
    );
}
