import type { OneLoginCloudTrailLakeArgs } from "./args";
import type { Fault } from "./faults";
import { bufferedOnly, inputRules } from "./inputRules";

type Input = keyof OneLoginCloudTrailLakeArgs;

/** Pairs that exclude each other, and which to keep. */
const pairs: [Input, Input, string][] = [
    [
        "eventSourceName",
        "eventBusName",
        "keep eventSourceName to make the bus, or eventBusName to use one that exists",
    ],
    [
        "eventDataStore",
        "eventDataStoreArns",
        "keep eventDataStore to make a store, or eventDataStoreArns to use what exists",
    ],
    ["channel", "channelArn", "keep channel to make one, or channelArn to use one that exists"],
    ["eventDataStore", "channelArn", "an existing channel has its stores already; leave eventDataStore out"],
];

function missing(args: OneLoginCloudTrailLakeArgs, isSound: (input: string) => boolean): Fault[] {
    const faults: Fault[] = [];
    // Where a name is misspelt, it may be this one: that is said already.
    const misspelt = Object.keys(args).some((input) => !Object.hasOwn(inputRules, input));
    if (args.eventSourceName === undefined && args.eventBusName === undefined && !misspelt) {
        faults.push({
            input: "eventSourceName or eventBusName",
            text: "one of them is required; give the partner event source that OneLogin made, or a bus that gets its events",
        });
    }
    const policy = args.channel?.policy;
    if (isSound("channel.policy") && policy !== undefined && policy.accountIds === undefined) {
        faults.push({
            input: "channel.policy.accountIds",
            text: "is missing; name the accounts that may deliver to the channel",
        });
    }
    return faults;
}

function meaningless(args: OneLoginCloudTrailLakeArgs): Fault[] {
    if (args.delivery?.mode !== "direct") return [];
    const given = bufferedOnly.filter((input) => args.delivery?.[input] !== undefined);
    return given.map((input) => ({
        input: `delivery.${input}`,
        text: "has no meaning with mode direct, which has no queue; leave it out, or set delivery.mode to buffered",
    }));
}

/** Inputs that exclude or need each other, by their mere presence. */
export function exclusions(args: OneLoginCloudTrailLakeArgs, isSound: (input: string) => boolean): Fault[] {
    const both = pairs
        .filter(([one, other]) => args[one] !== undefined && args[other] !== undefined)
        .map(([one, other, remedy]) => ({
            input: `${one} and ${other}`,
            text: `both are given; ${remedy}`,
        }));
    const alone: Fault[] =
        args.externalId === undefined || args.channelArn !== undefined
            ? []
            : [
                  {
                      input: "externalId",
                      text: "it goes with channelArn; for a channel that is made here, set channel.policy.externalId",
                  },
              ];
    return [...missing(args, isSound), ...both, ...alone, ...meaningless(args)];
}
