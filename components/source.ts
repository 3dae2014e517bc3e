import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Making } from "./parts";

/** The bus that OneLogin's events arrive on, and the rule that picks them. */
export interface Source {
    busName: pulumi.Output<string>;
    rule: aws.cloudwatch.EventRule;
}

/** The `detail-type` of OneLogin's events is not documented; their source is. */
const pattern = { source: [{ prefix: "aws.partner/onelogin.com/" }] };

export function makeSource(making: Making): Source {
    const { name, args } = making;
    const busName =
        args.eventBusName === undefined
            ? new aws.cloudwatch.EventBus(
                  `${name}-bus`,
                  // A partner's bus has the name of its source, always.
                  { name: args.eventSourceName, eventSourceName: args.eventSourceName, tags: args.tags },
                  making.options(),
              ).name
            : pulumi.output(args.eventBusName);
    const rule = new aws.cloudwatch.EventRule(
        `${name}-rule`,
        {
            description: "OneLogin's events",
            eventBusName: busName,
            eventPattern: JSON.stringify(pattern),
            tags: args.tags,
        },
        making.options(),
    );
    return { busName, rule };
}
