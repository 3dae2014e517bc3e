import type { Channel } from "../channel/types";
import { storeId, type EventDataStore } from "../lake";
import { channelId, type ChannelStatus } from "./channels";
import type { Caller } from "../http/signature";
import { capitalized } from "../values";
import { only, Refused, required, seconds, type Input } from "../http/input";

/** The operations that describe event data stores and channels. */
export function resourceOperations(
    stores: readonly EventDataStore[],
    channels: readonly Channel[],
    status: ChannelStatus,
    clock: () => Date,
) {
    const started = clock();
    return {
        // All at once: no deployment here has more than one of either.
        ListEventDataStores(input: Input, { region }: Caller) {
            only(input, "MaxResults");
            const found = stores.filter(isIn(region));
            return {
                EventDataStores: found.map(({ arn, name }) => ({ EventDataStoreArn: arn, Name: name })),
            };
        },
        GetEventDataStore(input: Input, { region }: Caller) {
            only(input, "EventDataStore");
            const found = findStore(stores.filter(isIn(region)), required(input, "EventDataStore"));
            return describeStore(found, started);
        },
        ListChannels(input: Input, { region }: Caller) {
            only(input, "MaxResults");
            const found = channels.filter(isIn(region));
            return { Channels: found.map(({ arn, name }) => ({ ChannelArn: arn, Name: name })) };
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
