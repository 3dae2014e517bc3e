import { excessOf } from "../../../../local/channel/policyLimits";
import { pendingDeletion } from "../account";
import type { Account, Kinds } from "../account";
import type { CloudObject } from "../cloud";
import { Refusal } from "../refusal";
import { text } from "../wire";
import type { Properties, Value } from "../wire";

const storeType = "aws-native:cloudtrail:EventDataStore";
const channelType = "aws-native:cloudtrail:Channel";
const policyType = "aws-native:cloudtrail:ResourcePolicy";

/** Of a Region (CloudTrail quotas); a deleted store counts for another seven days. */
const most = { stores: 10, channels: 25 };
/** Days (CreateEventDataStore, API reference). */
const retention: Record<string, [number, number]> = {
    EXTENDABLE_RETENTION_PRICING: [7, 3653],
    FIXED_RETENTION_PRICING: [7, 2557],
};

function invalid(reason: string): Refusal {
    return new Refusal("InvalidParameterException", reason);
}

interface Selector {
    fieldSelectors: { field: string; equals?: string[] }[];
}

/** Activity events come from outside of AWS: such a store is of one Region and account, and takes nothing else. */
export function takesActivity({ advancedEventSelectors }: Properties): boolean {
    const selectors = (advancedEventSelectors ?? []) as unknown as Selector[];
    return selectors
        .flatMap(({ fieldSelectors }) => fieldSelectors)
        .some(({ field, equals }) => field === "eventCategory" && equals?.[0] === "ActivityAuditLog");
}

function judgeStore(inputs: Properties): void {
    const mode = (inputs.billingMode ?? "EXTENDABLE_RETENTION_PRICING") as string;
    if (!Object.hasOwn(retention, mode)) throw invalid(`there is no billing mode ${mode}`);
    const [least, longest] = retention[mode];
    const days = Number(inputs.retentionPeriod ?? longest);
    if (days < least || days > longest)
        throw invalid(`a retention of ${days} days is not ${least}-${longest}`);
    if (!takesActivity(inputs)) return;
    if (inputs.multiRegionEnabled !== false || inputs.organizationEnabled === true)
        throw invalid("a store of activity events is of one Region and one account");
    if (inputs.ingestionEnabled !== undefined)
        throw invalid("ingestion of activity events can't be started or stopped");
}

function judgeChannel({ destinations }: Properties, account: Account): void {
    for (const { location } of (destinations ?? []) as { location: Value }[]) {
        const store = account.need(storeType, location, "EventDataStoreNotFoundException");
        if (store.added.status === pendingDeletion)
            throw new Refusal("InactiveEventDataStoreException", store.id);
        if (!takesActivity(store.inputs))
            throw new Refusal(
                "InvalidEventDataStoreCategoryException",
                `${store.id} takes no activity events`,
            );
    }
}

/** A statement as it is written. */
interface Written {
    Action: unknown;
    Resource: unknown;
}

function judgePolicy({ resourceArn, resourcePolicy }: Properties): void {
    const excess = excessOf(resourcePolicy);
    if (excess !== undefined) throw new Refusal("ResourcePolicyNotValidException", excess);
    const { Statement } = resourcePolicy as unknown as { Statement: Written | Written[] };
    for (const { Action, Resource } of [Statement].flat()) {
        if (Action !== "cloudtrail-data:PutAuditEvents" || Resource !== resourceArn)
            throw new Refusal("ResourcePolicyNotValidException", "only PutAuditEvents on the channel itself");
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
            if (others.length >= most.stores)
                throw new Refusal("EventDataStoreMaxLimitExceededException", `${most.stores} in a Region`);
            if (others.some((one) => one.inputs.name === inputs.name && one.added.status !== pendingDeletion))
                throw new Refusal(
                    "EventDataStoreAlreadyExistsException",
                    `${text(inputs.name)} exists already`,
                );
            judgeStore(inputs);
            const added = account.added(storeType, inputs);
            return { id: added.eventDataStoreArn, added: { ...added, status: "ENABLED" } };
        },
        change(inputs, { inputs: before }) {
            judgeStore(inputs);
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
            if (others.length >= most.channels)
                throw new Refusal("ChannelMaxLimitExceededException", `${most.channels} in a Region`);
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
            judgePolicy(inputs);
            return { id: resourceArn, added: {} };
        },
        change: judgePolicy,
    },
};
