import { channelPolicyLimits } from "../../handler/limits";
import { policyCharacters } from "../channelPolicy";
import type { Report, ValidationError } from "../errors";
import { packingProblem } from "../packing";
import { both, required } from "./conflict";
import type { Conflict, ConflictOfGiven } from "./conflict";
import { checkWhenResolved, isDeferred } from "./deferred";
import { bufferedOnly } from "./delivery";
import { bucketConflicts, destinationConflicts, goesTo } from "./destinationConflicts";
import { storeRetention } from "./lake";
import type { BillingMode } from "./lake";
import { preparationConflicts, preparationValues } from "./preparationConflicts";
import { queueConflicts } from "./queueConflicts";
import type { Settings } from "./settings";
import { waitConflicts, watchingConflicts } from "./watchingConflicts";

/** Judged by what is given, whether it is here already or not. */
const ofGiven: ConflictOfGiven[] = [
    {
        inputs: ["eventSourceName", "eventBusName"],
        named: "eventSourceName or eventBusName",
        missingIn: "",
        check: (source, bus) =>
            source === undefined && bus === undefined
                ? "one of them is required; give the partner event source that OneLogin made, or a bus that gets its events"
                : undefined,
    },
    required("channel.policy", "accountIds", "name the accounts that may deliver to the channel"),
    both(
        "eventSourceName",
        "eventBusName",
        "keep eventSourceName to make the bus, or eventBusName to use one that exists",
    ),
    both(
        "eventDataStore",
        "eventDataStoreArns",
        "keep eventDataStore to make a store, or eventDataStoreArns to use what exists",
    ),
    both("channel", "channelArn", "keep channel to make one, or channelArn to use one that exists"),
    both(
        "eventDataStore",
        "channelArn",
        "an existing channel has its stores already; leave eventDataStore out",
    ),
    {
        inputs: ["eventSourceNames", "eventBusName"],
        check: (names, bus) =>
            names !== undefined && bus === undefined
                ? "it goes with eventBusName; a bus that is made for eventSourceName carries that source only"
                : undefined,
    },
    {
        inputs: ["forwarder.reservedConcurrency", "delivery.mode"],
        check: (concurrency, mode) =>
            concurrency !== undefined && mode !== "direct"
                ? "has no meaning with mode buffered, where it would throttle the queue's pollers; set delivery.maxConcurrency"
                : undefined,
    },
    {
        inputs: ["externalId", "channelArn", "destinations"],
        check: (externalId, channelArn, destinations) =>
            externalId !== undefined &&
            channelArn === undefined &&
            goesTo("cloudtrail-lake", destinations) !== false
                ? "it goes with channelArn; for a channel that is made here, set channel.policy.externalId"
                : undefined,
    },
    {
        inputs: ["forwarder.packSdk"],
        check: (packSdk) => (packSdk === true ? packingProblem() : undefined),
    },
    ...bufferedOnly.map((input): Conflict => ({
        inputs: [`delivery.${input}`, "delivery.mode"],
        check: (value, mode) =>
            value !== undefined && mode === "direct"
                ? "has no meaning with mode direct, which has no queue; leave it out, or set delivery.mode to buffered"
                : undefined,
    })),
    ...destinationConflicts,
    ...preparationConflicts,
    ...watchingConflicts,
];

/** Judged by values, each given or its default; the first is the one to change. */
const ofValues: Conflict[] = [
    {
        inputs: ["eventDataStore.retentionDays", "eventDataStore.billingMode"],
        check(days: number | undefined, mode: BillingMode) {
            const rule = storeRetention[mode];
            const accepted: boolean = days === undefined || rule.accepts(days);
            return accepted ? undefined : `${days} must be ${rule.expected} with ${mode}`;
        },
    },
    {
        inputs: ["eventDataStore.retainOnDelete", "eventDataStore.terminationProtection"],
        check: (retained, terminationProtection) =>
            !retained && terminationProtection
                ? "false would make the destroy fail while eventDataStore.terminationProtection is true; set that to false first"
                : undefined,
    },
    {
        inputs: ["channel.policy.accountIds", "channel.policy.externalId"],
        check(accountIds: string[] | undefined, externalId: string | undefined) {
            if (accountIds === undefined) return undefined;
            const characters = policyCharacters(accountIds, externalId);
            if (characters <= channelPolicyLimits.characters) return undefined;
            const most = accountIds.findIndex(
                (_, index) =>
                    policyCharacters(accountIds.slice(0, index + 1), externalId) >
                    channelPolicyLimits.characters,
            );
            return (
                `${accountIds.length} accounts make a policy of ${characters} characters, and CloudTrail takes ` +
                `${channelPolicyLimits.characters}; name ${most} or fewer`
            );
        },
    },
    ...queueConflicts("delivery"),
    ...queueConflicts("s3.delivery"),
    ...bucketConflicts,
    ...waitConflicts,
    ...preparationValues,
];

function valueAt(values: object, input: string): unknown {
    return input
        .split(".")
        .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
}

/** Inputs that exclude or need each other. `mayLack` tells whether what a group lacks is not merely misspelt. */
export function conflictsOfGiven(args: object, mayLack: (group: string) => boolean): ValidationError[] {
    return ofGiven.flatMap(({ inputs, named = inputs[0], missingIn, check }) => {
        if (missingIn !== undefined && !mayLack(missingIn)) return [];
        const text = check(...inputs.map((input) => valueAt(args, input)));
        return text === undefined ? [] : [{ input: named, text }];
    });
}

/** Limits that depend on other inputs: judged now or when all of them are here, and only if each is sound by itself. */
export function conflictsOfValues(
    settings: Settings,
    isSound: (input: string) => boolean,
    fail: Report["fail"],
): ValidationError[] {
    return ofValues.flatMap(({ inputs, check }) => {
        if (!inputs.every(isSound)) return [];
        const values = inputs.map((input) => valueAt(settings, input));
        const errorsOf = (known: unknown[], isSecret: boolean) => {
            const text = check(...known);
            return text === undefined
                ? []
                : [{ input: inputs[0], text: isSecret ? hiddenText(inputs) : text }];
        };
        const isHere = !values.flat().some(isDeferred);
        if (isHere) return errorsOf(values, false);
        checkWhenResolved(values, fail, errorsOf);
        return [];
    });
}

function hiddenText([, ...others]: string[]): string {
    return `the values given (not shown) do not go together with ${others.join(", ")}; see their limits`;
}
