import type { ResourceValidationPolicy } from "@pulumi/policy";

/** Each type that keeps data for a time, and its input that says how long. */
const retention: Record<string, string> = {
    "aws:cloudwatch/logGroup:LogGroup": "retentionInDays",
    "aws:sqs/queue:Queue": "messageRetentionSeconds",
};

/** A log group without one keeps everything for ever, and a queue only 4 days: neither is a decision. */
export const retentionIsSet: ResourceValidationPolicy = {
    name: "retention-is-set",
    description: "Every log group and every queue says how long it keeps what it holds.",
    severity: "medium",
    validateResource: ({ type, props }, report) => {
        const input = retention[type];
        if (input === undefined) return;
        const missing = !(input in props) || props[input] === 0;
        if (missing) report(`Set ${input}: without it nobody decided how long this is kept.`);
    },
};
