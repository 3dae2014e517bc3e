import type { Channel } from "../channel/types";
import { seconds } from "../http/input";

/** What GetChannel tells of a channel's ingestion, as it writes it. */
export interface IngestionStatus {
    readonly LatestIngestionSuccessTime?: number;
    /** The event that CloudTrail took in last, by the id it gave it. */
    readonly LatestIngestionSuccessEventID?: string;
    readonly LatestIngestionAttemptTime?: number;
    readonly LatestIngestionAttemptEventID?: string;
    /** Of the latest failure; a later success does not take it back. */
    readonly LatestIngestionErrorCode?: string;
}

/** Keeps the ingestion status of every channel: the PutAuditEvents endpoint reports, GetChannel reads. */
export interface ChannelStatus {
    /** Notes an attempt, and what came of it. */
    note(this: void, channelArn: string, at: Date, news?: IngestionStatus): void;
    of(this: void, channelArn: string): IngestionStatus;
}

export function createChannelStatus(): ChannelStatus {
    const statuses = new Map<string, IngestionStatus>();
    return {
        note(channelArn, at, news) {
            const attempt = { LatestIngestionAttemptTime: seconds(at) };
            statuses.set(channelArn, { ...statuses.get(channelArn), ...attempt, ...news });
        },
        of: (channelArn) => statuses.get(channelArn) ?? {},
    };
}

/** A channel's id, the last part of its ARN, which GetChannel takes as well. */
export function channelId({ arn }: Pick<Channel, "arn">): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
