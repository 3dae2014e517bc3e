import type { Channel, ChannelRegistry } from "../channel/types";

/** What GetChannel tells of a channel's ingestion. */
export interface IngestionStatus {
    readonly latestSuccessTime?: Date;
    /** The event that CloudTrail took in last, by the id it gave it. */
    readonly latestSuccessEventId?: string;
    readonly latestAttemptTime?: Date;
    readonly latestAttemptEventId?: string;
    /** Of the latest failure; a later success does not take it back. */
    readonly latestErrorCode?: string;
}

/** Keeps the ingestion status of every channel: the PutAuditEvents endpoint reports, GetChannel reads. */
export interface ChannelStatus extends ChannelRegistry {
    of(channelArn: string): IngestionStatus;
}

export function createChannelStatus(): ChannelStatus {
    const statuses = new Map<string, IngestionStatus>();

    function note(channelArn: string, news: IngestionStatus): void {
        statuses.set(channelArn, { ...statuses.get(channelArn), ...news });
    }

    return {
        recordAttempt: (channelArn, at) => note(channelArn, { latestAttemptTime: at }),
        recordSuccess: (channelArn, eventId, at) =>
            note(channelArn, {
                latestSuccessTime: at,
                latestSuccessEventId: eventId,
                latestAttemptTime: at,
                latestAttemptEventId: eventId,
            }),
        recordFailure: (channelArn, errorCode, at) =>
            note(channelArn, { latestAttemptTime: at, latestErrorCode: errorCode }),
        of: (channelArn) => statuses.get(channelArn) ?? {},
    };
}

/** A channel's id, the last part of its ARN, which GetChannel takes as well. */
export function channelId({ arn }: Pick<Channel, "arn">): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
