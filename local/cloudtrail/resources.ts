import type { Channel } from "../channel/types";
import { storeId, type EventDataStore } from "../lake";
import { channelId, type ChannelStatus } from "./channels";
import type { Caller } from "../http/signature";
import { capitalized } from "../values";
import { only, page, Refused, required, seconds, type Input } from "../http/input";

/** How many are on a page if it is not said, AWS does not say; it takes up to 1,000. */
const pageOf = <Item>(items: readonly Item[], list: string, input: Input) =>
    page(items, list, { MaxResults: 4, ...input }, "MaxResults", 1000);

/** The operations that describe event data stores and channels. */
export function resourceOperations(
    stores: readonly EventDataStore[],
    channels: readonly Channel[],
    status: ChannelStatus,
    clock: () => Date,
) {
    const started = clock();
    return {
        ListEventDataStores(input: Input, { region }: Caller) {
            only(input, "MaxResults", "NextToken");
            const { items, ...next } = pageOf(stores.filter(isIn(region)), "stores", input);
            return {
                EventDataStores: items.map(({ arn, name }) => ({ EventDataStoreArn: arn, Name: name })),
                ...next,
            };
        },
        GetEventDataStore(input: Input, { region }: Caller) {
            only(input, "EventDataStore");
            const found = findStore(stores.filter(isIn(region)), required(input, "EventDataStore"));
            return describeStore(found, started);
        },
        ListChannels(input: Input, { region }: Caller) {
            only(input, "MaxResults", "NextToken");
            const { items, ...next } = pageOf(channels.filter(isIn(region)), "channels", input);
            return { Channels: items.map(({ arn, name }) => ({ ChannelArn: arn, Name: name })), ...next };
        },
        GetChannel(input: Input, { region }: Caller) {
            only(input, "Channel");
            const found = findChannel(channels.filter(isIn(region)), required(input, "Channel"));
            return describeChannel(found, status);
        },
    };
}

export const isIn =
    (region: string) =>
    ({ arn }: { arn: string }) =>
        arn.split(":")[3] === region;

/** A store by its ARN, or by the id at the ARN's end. */
export function findStore(stores: readonly EventDataStore[], wanted: string): EventDataStore {
    const found = stores.find(({ arn }) => arn === wanted || storeId(arn) === wanted);
    if (found === undefined) {
        if (!/^[\w:/.-]{3,256}$/.test(wanted)) {
            throw new Refused(
                "EventDataStoreARNInvalidException",
                `'${wanted}' is neither the ARN nor the id of an event data store.`,
            );
        }
        throw new Refused(
            "EventDataStoreNotFoundException",
            `The event data store '${wanted}' cannot be found; there ${listed(stores.map(({ arn }) => arn))}.`,
        );
    }
    return found;
}

function findChannel(channels: readonly Channel[], wanted: string): Channel {
    const found = channels.find((channel) => channel.arn === wanted || channelId(channel) === wanted);
    if (found === undefined) {
        throw new Refused(
            "ChannelNotFoundException",
            `The channel '${wanted}' cannot be found; there ${listed(channels.map(({ arn }) => arn))}.`,
        );
    }
    return found;
}

function listed(arns: readonly string[]): string {
    return arns.length === 0 ? "is none" : `${arns.length === 1 ? "is" : "are"} ${arns.join(", ")}`;
}

/** A store is as old as the endpoint. */
function describeStore({ arn, name, status = "ENABLED", settings }: EventDataStore, started: Date) {
    const created = seconds(started);
    return {
        ...(capitalized(settings) as object),
        EventDataStoreArn: arn,
        Name: name,
        Status: status,
        CreatedTimestamp: created,
        UpdatedTimestamp: created,
    };
}

function describeChannel(channel: Channel, status: ChannelStatus) {
    return {
        ChannelArn: channel.arn,
        Name: channel.name,
        Source: channel.source,
        Destinations: channel.destinations.map((arn) => ({ Type: "EVENT_DATA_STORE", Location: arn })),
        IngestionStatus: status.of(channel.arn),
    };
}
