import * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLakeArgs } from "./args";
import { bufferedOnly, inputRules, storeRetention } from "./inputRules";
import type { BillingMode } from "./inputRules";

const secondsPerDay = 86_400;

/** SQS hides a message for six times the function's timeout and the batch window, as Lambda's guide asks. */
export function visibilityTimeout(timeoutSeconds: number, batchWindowSeconds: number): number {
    return 6 * timeoutSeconds + batchWindowSeconds;
}

/** Inputs that exclude each other, a line each. */
function exclusions(args: OneLoginCloudTrailLakeArgs): string[] {
    const faults: string[] = [];
    const either = (
        one: keyof OneLoginCloudTrailLakeArgs,
        other: keyof OneLoginCloudTrailLakeArgs,
        remedy: string,
    ) => {
        if (args[one] !== undefined && args[other] !== undefined)
            faults.push(`${one} and ${other}: both are given; ${remedy}`);
    };
    if (args.eventSourceName === undefined && args.eventBusName === undefined) {
        faults.push(
            "eventSourceName or eventBusName: one of them is required; give the partner event source that OneLogin made, or a bus that gets its events",
        );
    }
    either(
        "eventSourceName",
        "eventBusName",
        "keep eventSourceName to make the bus, or eventBusName to use one that exists",
    );
    either(
        "eventDataStore",
        "eventDataStoreArns",
        "keep eventDataStore to make a store, or eventDataStoreArns to use what exists",
    );
    either("channel", "channelArn", "keep channel to make one, or channelArn to use one that exists");
    either(
        "eventDataStore",
        "channelArn",
        "an existing channel has its stores already; leave eventDataStore out",
    );
    if (args.externalId !== undefined && args.channelArn === undefined) {
        faults.push(
            "externalId: it goes with channelArn; for a channel that is made here, set channel.policy.externalId",
        );
    }
    if (args.channel?.policy !== undefined && args.channel.policy.accountIds === undefined) {
        faults.push(
            "channel.policy.accountIds: is missing; name the accounts that may deliver to the channel",
        );
    }
    return faults;
}

function storeFaults({ eventDataStore }: OneLoginCloudTrailLakeArgs): string[] {
    const {
        billingMode = "EXTENDABLE_RETENTION_PRICING",
        retentionDays,
        retainOnDelete,
        terminationProtection = true,
    } = eventDataStore ?? {};
    const faults: string[] = [];
    const rule = storeRetention[billingMode as BillingMode] as
        (typeof storeRetention)[BillingMode] | undefined;
    if (typeof retentionDays === "number" && rule && !rule.accepts(retentionDays)) {
        faults.push(
            `eventDataStore.retentionDays: ${retentionDays} must be ${rule.wanted} with ${billingMode as string}`,
        );
    }
    if (retainOnDelete === false && terminationProtection === true) {
        faults.push(
            "eventDataStore.retainOnDelete: false would make the destroy fail while terminationProtection is true; set terminationProtection to false first",
        );
    }
    return faults;
}

/** The numbers of a buffered delivery that depend on each other; `paths` are for the message. */
function timingFaults(
    batchSize: number,
    window: number,
    maxReceiveCount: number,
    retentionDays: number,
    timeout: number,
): string[] {
    const faults: string[] = [];
    if (batchSize > 10 && window < 1) {
        faults.push(
            `delivery.batchWindowSeconds: ${window} must be at least 1 with a batchSize of ${batchSize}; Lambda takes 0 only for batches of up to 10`,
        );
    }
    const visibility = visibilityTimeout(timeout, window);
    const half = (retentionDays * secondsPerDay) / 2;
    if (maxReceiveCount * visibility > half) {
        faults.push(
            `delivery.maxReceiveCount: ${maxReceiveCount} deliveries of ${visibility} s (6 x forwarder.timeoutSeconds + batchWindowSeconds) exceed half of the ${retentionDays} days that ` +
                `messages are kept: they would expire before they are set aside; lower it to ${Math.floor(half / visibility)} or less`,
        );
    }
    return faults;
}

function numbers({ delivery, forwarder }: OneLoginCloudTrailLakeArgs): pulumi.Input<number>[] {
    const rules = inputRules.delivery;
    return [
        delivery?.batchSize ?? rules.batchSize.default,
        delivery?.batchWindowSeconds ?? rules.batchWindowSeconds.default,
        delivery?.maxReceiveCount ?? rules.maxReceiveCount.default,
        delivery?.retentionDays ?? rules.retentionDays.default,
        forwarder?.timeoutSeconds ?? inputRules.forwarder.timeoutSeconds.default,
    ];
}

function deliveryFaults(args: OneLoginCloudTrailLakeArgs): string[] {
    if (args.delivery?.mode === "direct") {
        return bufferedOnly
            .filter((input) => args.delivery?.[input] !== undefined)
            .map(
                (input) =>
                    `delivery.${input}: has no meaning with mode direct, which has no queue; leave it out, or set delivery.mode to buffered`,
            );
    }
    const values = numbers(args);
    if (!values.every((value) => typeof value === "number")) return [];
    return timingFaults(...(values as [number, number, number, number, number]));
}

/** What contradicts itself among the values that are here, a line each. */
export function conflicts(args: OneLoginCloudTrailLakeArgs): string[] {
    return [...exclusions(args), ...storeFaults(args), ...deliveryFaults(args)];
}

/** The same for values that come later; nothing is made of the answer, so a secret among them taints nothing. */
export function checkConflictsLater(
    args: OneLoginCloudTrailLakeArgs,
    fail: (faults: string[]) => Promise<never>,
): void {
    const { eventDataStore, delivery } = args;
    if (eventDataStore !== undefined) {
        pulumi.output(eventDataStore).apply((known) => report(storeFaults({ eventDataStore: known }), fail));
    }
    if (delivery?.mode === "direct") return;
    pulumi
        .all(numbers(args))
        .apply((known) => report(timingFaults(...(known as [number, number, number, number, number])), fail));
}

function report(faults: string[], fail: (faults: string[]) => Promise<never>): unknown {
    return faults.length === 0 ? undefined : fail(faults);
}
