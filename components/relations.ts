import * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLakeArgs } from "./args";
import { faultsOf, isLater } from "./faults";
import type { Fail, Fault } from "./faults";
import { inputRules, storeRetention } from "./inputRules";
import type { BillingMode } from "./inputRules";
import type { Rule, Rules } from "./rules";
import { secondsPerDay, visibilityTimeout } from "./timing";

/** A limit that depends on several inputs; the first is the one to change. */
interface Relation {
    inputs: string[];
    /** What is wrong with the values, in the order of `inputs`, each given or its default. */
    judge(this: void, ...values: unknown[]): string | undefined;
}

const relations: Relation[] = [
    {
        inputs: ["eventDataStore.retentionDays", "eventDataStore.billingMode"],
        judge(days: number | undefined, mode: BillingMode) {
            const rule = storeRetention[mode];
            if (days === undefined || rule.accepts(days)) return undefined;
            return `${days} must be ${rule.wanted} with ${mode}`;
        },
    },
    {
        inputs: ["eventDataStore.retainOnDelete", "eventDataStore.terminationProtection"],
        judge(retained: boolean, terminationProtection: boolean) {
            if (retained || !terminationProtection) return undefined;
            return "false would make the destroy fail while terminationProtection is true; set terminationProtection to false first";
        },
    },
    {
        inputs: ["delivery.batchWindowSeconds", "delivery.batchSize"],
        judge(window: number, size: number) {
            if (size <= 10 || window >= 1) return undefined;
            return `${window} must be at least 1 with a batchSize of ${size}; Lambda takes 0 only for batches of up to 10`;
        },
    },
    {
        inputs: [
            "delivery.maxReceiveCount",
            "delivery.retentionDays",
            "delivery.batchWindowSeconds",
            "forwarder.timeoutSeconds",
        ],
        judge(count: number, days: number, window: number, timeout: number) {
            const visibility = visibilityTimeout(timeout, window);
            const half = (days * secondsPerDay) / 2;
            if (count * visibility <= half) return undefined;
            return (
                `${count} deliveries of ${visibility} s (6 x forwarder.timeoutSeconds + batchWindowSeconds) exceed half of the ${days === 1 ? "day" : `${days} days`} that ` +
                `messages are kept: they would expire before they are set aside; lower it to ${Math.floor(half / visibility)} or less`
            );
        },
    },
];

function ruleAt(input: string): Rule {
    return input
        .split(".")
        .reduce((rules, key) => rules[key] as Rules, inputRules as Rules) as unknown as Rule;
}

/** The value given, now or later; otherwise the default. */
function valueAt(args: OneLoginCloudTrailLakeArgs, input: string): unknown {
    const [group, key] = input.split(".");
    const settings = args[group as keyof OneLoginCloudTrailLakeArgs] as Record<string, unknown> | undefined;
    return settings?.[key] ?? ruleAt(input).default;
}

/** Of the values that are here. */
export function relationFaults(
    args: OneLoginCloudTrailLakeArgs,
    isSound: (input: string) => boolean,
): Fault[] {
    return relations.flatMap(({ inputs, judge }) => {
        if (!inputs.every(isSound)) return [];
        const values = inputs.map((input) => valueAt(args, input));
        if (values.some(isLater)) return [];
        const text = judge(...values);
        return text === undefined ? [] : [{ input: inputs[0], text }];
    });
}

/** Of values of which some come later. Nothing is made of the answer, so a secret among them taints nothing. */
export function checkRelationsLater(args: OneLoginCloudTrailLakeArgs, fail: Fail): void {
    for (const { inputs, judge } of relations) {
        const values = inputs.map((input) => valueAt(args, input));
        if (!values.some(isLater)) continue;
        const later = pulumi.all(values);
        later.apply(async (known: unknown[]) => {
            const areSound = inputs.every(
                (input, index) =>
                    known[index] === undefined || faultsOf(known[index], input, ruleAt(input)).length === 0,
            );
            const text = areSound ? judge(...known) : undefined;
            if (text === undefined) return undefined;
            const secret = await pulumi.isSecret(later);
            return fail([{ input: inputs[0], text: secret ? hiddenText(inputs) : text }]);
        });
    }
}

function hiddenText(inputs: string[]): string {
    return `the values given (not shown) do not go together with ${inputs.slice(1).join(", ")}; see their limits`;
}
