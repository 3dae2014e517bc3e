import {
    CloudTrailClient,
    GetChannelCommand,
    GetEventDataStoreCommand,
    type GetChannelResponse,
    type GetEventDataStoreResponse,
} from "@aws-sdk/client-cloudtrail";
import { KMSClient } from "@aws-sdk/client-kms";
import type { Deployment } from "../deployment";
import {
    find,
    once,
    present,
    problem,
    refresh,
    unless,
    type Check,
    type Problem,
    type Verdict,
} from "./check";
import { keyCheck } from "./keys";

/** The channel, and the stores behind it. */
export function lakeChecks({ account, lake }: Deployment): Check[] {
    if (lake === undefined) return [];
    const { channelArn, eventDataStoreArns: arns, region } = lake;
    // Nobody here may see it, nor mend it.
    if (lake.account !== account) {
        const whose = `it is in the account ${lake.account}: look there`;
        return [{ name: "channel", look: async () => Promise.resolve(present<Verdict>(undefined, whose)) }];
    }
    const [cloudTrail, kms] = [new CloudTrailClient({ region }), new KMSClient({ region })];
    const channel: Check = {
        name: "channel",
        async look() {
            const found = await find(
                `cloudtrail:GetChannel on ${channelArn}`,
                cloudTrail.send(new GetChannelCommand({ Channel: channelArn })),
                /^ChannelNotFound/,
            );
            if (found === undefined) return problem(`The channel ${channelArn} is gone.`, refresh);
            return unless(channelProblems(found, arns), latestSuccess(found));
        },
    };
    const storeChecks = arns.flatMap((arn, index): Check[] => {
        const store = once(() =>
            find(
                `cloudtrail:GetEventDataStore on ${arn}`,
                cloudTrail.send(new GetEventDataStoreCommand({ EventDataStore: arn })),
                /^EventDataStoreNotFound/,
            ),
        );
        const which = arns.length > 1 ? ` ${index + 1}` : "";
        return [
            { name: `event data store${which}`, look: async () => storeVerdict(await store(), arn, region) },
            keyCheck(kms, region, `event data store key${which}`, async () => (await store())?.KmsKeyId),
        ];
    });
    return [channel, ...storeChecks];
}

function channelProblems(
    { Destinations = [], IngestionStatus = {} }: GetChannelResponse,
    arns: readonly string[],
): (Problem | false)[] {
    const { LatestIngestionErrorCode: code } = IngestionStatus;
    const { LatestIngestionAttemptTime: attempt, LatestIngestionSuccessTime: success } = IngestionStatus;
    const missing = arns.filter((arn) => !Destinations.some(({ Location }) => Location === arn));
    return [
        ...missing.map((arn) => ({ what: `The channel does not deliver to ${arn}.`, mend: refresh })),
        // The error code stays after it has passed; the times say whether it has.
        code !== undefined &&
            (attempt?.getTime() ?? 0) > (success?.getTime() ?? 0) && {
                what: `The channel's latest attempt failed: ${code}, at ${attempt?.toISOString()}.`,
                mend: "Look for the reason in the function's log and in the dead letters: npx onelogin-cloudtrail-lake redrive",
            },
    ];
}

function latestSuccess({ IngestionStatus }: GetChannelResponse): string {
    const time = IngestionStatus?.LatestIngestionSuccessTime;
    return time === undefined ? "no event yet" : `latest event at ${time.toISOString()}`;
}

function storeVerdict(store: GetEventDataStoreResponse | undefined, arn: string, region: string): Verdict {
    if (store === undefined) return problem(`The event data store ${arn} is gone, and its events.`, refresh);
    const { Status = "", RetentionPeriod, TerminationProtectionEnabled, AdvancedEventSelectors = [] } = store;
    const on = `--event-data-store ${arn} --region ${region}`;
    const mends: Record<string, string> = {
        PENDING_DELETION: `aws cloudtrail restore-event-data-store ${on}`,
        STOPPED_INGESTION: `aws cloudtrail start-event-data-store-ingestion ${on}`,
        STOPPING_INGESTION: `aws cloudtrail start-event-data-store-ingestion ${on}`,
    };
    const takesActivity = AdvancedEventSelectors.some(({ FieldSelectors = [] }) =>
        FieldSelectors.some(
            ({ Field, Equals }) => Field === "eventCategory" && Equals?.includes("ActivityAuditLog"),
        ),
    );
    return unless(
        [
            Status in mends && { what: `The event data store is ${Status}.`, mend: mends[Status] },
            !takesActivity && {
                what: "The event data store's selector is not that of activity events: it takes none, and may take others.",
                mend: refresh,
            },
        ],
        `${Status}, kept ${RetentionPeriod} days, deletion protection ${TerminationProtectionEnabled ? "on" : "off"}`,
    );
}
