import { Refusal, pendingDeletion } from "../account";
import type { Account, Kinds } from "../account";
import type { CloudObject } from "../cloud";
import { text } from "../wire";
import type { Properties, Value } from "../wire";

const storeType = "aws-native:cloudtrail:EventDataStore";
const channelType = "aws-native:cloudtrail:Channel";
const policyType = "aws-native:cloudtrail:ResourcePolicy";

function invalid(reason: string): Refusal {
    return new Refusal("InvalidParameterException", reason);
}

/** A second one of a name, and what AWS does not change. */
function judgeStore(inputs: Properties, account: Account, old?: CloudObject): void {
    const isTwin = (one: CloudObject) =>
        one.inputs.name === inputs.name && one.added.status !== pendingDeletion;
    if (old === undefined && account.list(storeType).some(isTwin))
        throw new Refusal("EventDataStoreAlreadyExistsException", `${text(inputs.name)} exists already`);
    const { billingMode, kmsKeyId } = old?.inputs ?? inputs;
    if (billingMode === "EXTENDABLE_RETENTION_PRICING" && inputs.billingMode !== billingMode)
        throw invalid("extendable retention can't become fixed");
    if (kmsKeyId !== undefined && inputs.kmsKeyId !== kmsKeyId)
        throw invalid("the KMS key of a store can't be changed");
}

function judgeChannel(inputs: Properties, account: Account, old?: CloudObject): void {
    const isTwin = (one: CloudObject) =>
        one.inputs.name === inputs.name || one.inputs.source === inputs.source;
    if (old === undefined && account.list(channelType).some(isTwin))
        throw new Refusal(
            "ChannelAlreadyExistsException",
            `there is a channel of this name, or of the source ${text(inputs.source)}`,
        );
    for (const { location } of (inputs.destinations ?? []) as { location: Value }[]) {
        const store = account.need(storeType, location, "EventDataStoreNotFoundException");
        if (store.added.status === pendingDeletion)
            throw new Refusal("InactiveEventDataStoreException", store.id);
    }
}

function feeding(store: CloudObject, account: Account): CloudObject[] {
    const feeds = ({ inputs }: CloudObject) =>
        (inputs.destinations as { location: string }[]).some(({ location }) => location === store.id);
    return account.list(channelType).filter(feeds);
}

export const cloudtrail: Kinds = {
    [storeType]: {
        lingers: true,
        id: (_, { eventDataStoreArn }) => eventDataStoreArn as string,
        adds: (inputs, account) => ({ ...account.added(storeType, inputs), status: "ENABLED" }),
        judge: judgeStore,
        remove(store, account) {
            if (store.inputs.terminationProtectionEnabled !== false)
                throw new Refusal("EventDataStoreTerminationProtectedException", store.id);
            const [channel] = feeding(store, account);
            if (channel)
                throw new Refusal("ChannelExistsForEDSException", `${channel.id} delivers to ${store.id}`);
        },
    },
    [channelType]: { id: (_, { channelArn }) => channelArn as string, judge: judgeChannel },
    [policyType]: {
        id: ({ resourceArn }) => resourceArn as string,
        adds: () => ({}),
        needs: ({ resourceArn }) => [[channelType, resourceArn, "ResourceARNNotValidException"]],
        twin: "AlreadyExists",
    },
};
