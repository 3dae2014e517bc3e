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
    recordAttempt(channelArn: string, at: Date): void;
    recordSuccess(channelArn: string, eventId: string, at: Date): void;
    recordFailure(channelArn: string, errorCode: string, at: Date): void;
    of(channelArn: string): IngestionStatus;
}

export function createChannelStatus(): ChannelStatus {
    const statuses = new Map<string, IngestionStatus>();

    function note(channelArn: string, at: Date, news: IngestionStatus): void {
        const attempt = { LatestIngestionAttemptTime: seconds(at) };
        statuses.set(channelArn, { ...statuses.get(channelArn), ...attempt, ...news });
    }

    return {
        recordAttempt: (channelArn, at) => note(channelArn, at, {}),
        recordSuccess: (channelArn, eventId, at) =>
            note(channelArn, at, {
                LatestIngestionSuccessTime: seconds(at),
                LatestIngestionSuccessEventID: eventId,
                LatestIngestionAttemptEventID: eventId,
            }),
        recordFailure: (channelArn, errorCode, at) =>
            note(channelArn, at, { LatestIngestionErrorCode: errorCode }),
        of: (channelArn) => statuses.get(channelArn) ?? {},
    };
}

/** A channel's id, the last part of its ARN, which GetChannel takes as well. */
export function channelId({ arn }: Pick<Channel, "arn">): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
