import { CloudTrailClient, GetEventDataStoreCommand } from "@aws-sdk/client-cloudtrail";
import { GetBucketLifecycleConfigurationCommand, type LifecycleRule, S3Client } from "@aws-sdk/client-s3";
import type { Deployment, Unit } from "../deployment";
import { engineOf } from "../engine";
import { ifPermitted, isSkipped, type Skipped } from "../permissions";
import { oneDay } from "../time";
import type { Target } from "./tally";
import { createStored } from "./stored";

export interface Destination extends Target {
    unit: Unit;
    /** Why it is not known how long events are kept, if so. */
    unknownRetention?: string;
}

/** What of the deployment can be compared: each destination that SQL can ask. */
export async function destinationsOf(deployment: Deployment, now: Date): Promise<Destination[]> {
    const destinations = deployment.units.map((unit) =>
        unit.destination === "s3" ? s3Of(deployment, unit, now) : lakeOf(deployment, unit, now),
    );
    return (await Promise.all(destinations)).filter((one) => one !== undefined);
}

async function lakeOf(deployment: Deployment, unit: Unit, now: Date): Promise<Destination | undefined> {
    const { lake } = deployment;
    if (lake?.eventDataStoreId === undefined) return undefined;
    const [arn] = lake.eventDataStoreArns;
    const days = await ifPermitted(
        `cloudtrail:GetEventDataStore on ${arn}`,
        storeRetention(lake.region, arn),
    );
    return {
        unit,
        stored: createStored(engineOf(deployment, unit.destination)),
        // CloudTrail Lake removes an event by its own time: "eventTime is older than the retention period", the user guide.
        ...retention(days, ({ eventTime }) => Date.parse(eventTime), now),
    };
}

async function storeRetention(region: string, EventDataStore: string): Promise<{ days?: number }> {
    const client = new CloudTrailClient({ region });
    const { RetentionPeriod } = await client.send(new GetEventDataStoreCommand({ EventDataStore }));
    return { days: RetentionPeriod };
}

async function s3Of(deployment: Deployment, unit: Unit, now: Date): Promise<Destination | undefined> {
    const { region, s3 } = deployment;
    if (s3 === undefined) return undefined;
    const days = await ifPermitted(
        `s3:GetLifecycleConfiguration on ${s3.bucketArn}`,
        bucketRetention(region, s3.bucketName),
    );
    return {
        unit,
        stored: createStored(engineOf(deployment, unit.destination)),
        // S3 removes an object by its own age.
        ...retention(days, ({ received }) => received, now),
    };
}

async function bucketRetention(region: string, Bucket: string): Promise<{ days?: number }> {
    const client = new S3Client({ region });
    try {
        const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
        const days = Rules.filter(isForEvents).flatMap(({ Expiration }) => Expiration?.Days ?? []);
        return days.length === 0 ? {} : { days: Math.min(...days) };
    } catch (error) {
        if ((error as Error).name === "NoSuchLifecycleConfiguration") return {};
        throw error;
    }
}

/** Objects of events have no tags. */
function isForEvents({ Status, Filter, Prefix }: LifecycleRule): boolean {
    const { Tag, And, Prefix: prefix = And?.Prefix ?? Prefix ?? "" } = Filter ?? {};
    return Status === "Enabled" && "events/".startsWith(prefix) && Tag === undefined && !And?.Tags?.length;
}

/** @param since When an event begins to age, in milliseconds. */
function retention(
    answer: { days?: number } | Skipped,
    since: (...event: Parameters<Target["keeps"]>) => number,
    now: Date,
): Pick<Destination, "keeps" | "unknownRetention"> {
    if (isSkipped(answer)) return { keeps: () => true, unknownRetention: answer.skipped };
    if (answer.days === undefined) return { keeps: () => true };
    const oldest = now.getTime() - answer.days * oneDay;
    return { keeps: (event) => since(event) >= oldest };
}
