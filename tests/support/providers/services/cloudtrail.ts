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

function judgeChannel({ destinations }: Properties, account: Account): void {
    for (const { location } of (destinations ?? []) as { location: Value }[]) {
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
        make(inputs, account) {
            const others = account.list(storeType);
            if (others.some((one) => one.inputs.name === inputs.name && one.added.status !== pendingDeletion))
                throw new Refusal(
                    "EventDataStoreAlreadyExistsException",
                    `${text(inputs.name)} exists already`,
                );
            const added = account.added(storeType, inputs);
            return { id: added.eventDataStoreArn, added: { ...added, status: "ENABLED" } };
        },
        change(inputs, { inputs: before }) {
            if (
                before.billingMode === "EXTENDABLE_RETENTION_PRICING" &&
                inputs.billingMode !== before.billingMode
            )
                throw invalid("extendable retention can't become fixed");
            if (before.kmsKeyId !== undefined && inputs.kmsKeyId !== before.kmsKeyId)
                throw invalid("the KMS key of a store can't be changed");
        },
        remove(store, account) {
            if (store.inputs.terminationProtectionEnabled !== false)
                throw new Refusal("EventDataStoreTerminationProtectedException", store.id);
            const [channel] = feeding(store, account);
            if (channel)
                throw new Refusal("ChannelExistsForEDSException", `${channel.id} delivers to ${store.id}`);
        },
    },
    [channelType]: {
        make(inputs, account) {
            const others = account.list(channelType);
            if (others.some((one) => one.inputs.name === inputs.name || one.inputs.source === inputs.source))
                throw new Refusal(
                    "ChannelAlreadyExistsException",
                    `there is a channel of this name, or of the source ${text(inputs.source)}`,
                );
            judgeChannel(inputs, account);
            const added = account.added(channelType, inputs);
            return { id: added.channelArn, added };
        },
        change: (inputs, _old, account) => judgeChannel(inputs, account),
    },
    [policyType]: {
        make(inputs, account) {
            const resourceArn = inputs.resourceArn as string;
            account.need(channelType, resourceArn, "ResourceARNNotValidException");
            account.refuseSecond(policyType, resourceArn, "AlreadyExists");
            return { id: resourceArn, added: {} };
        },
    },
};
