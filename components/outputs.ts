import * as pulumi from "@pulumi/pulumi";
import { idOf } from "./arns";
import type { S3Parts } from "./destinations";
import { athenaDetectionsFor, detectionsFor } from "./detections";
import type { Settings } from "./inputs/settings";
import type { Lake } from "./lake";
import { athenaQueriesFor, queriesFor } from "./queries";
import type { Unit } from "./unit";

/** The outputs of a unit, which are named `functionName`, or `s3FunctionName`. */
interface UnitOutputs {
    functionName: pulumi.Output<string>;
    functionArn: pulumi.Output<string>;
    functionLogGroupName: pulumi.Output<string>;
    roleArn: pulumi.Output<string>;
    queueUrl: pulumi.Output<string> | undefined;
    queueArn: pulumi.Output<string> | undefined;
    queueName: pulumi.Output<string> | undefined;
    deadLetterQueueUrl: pulumi.Output<string>;
    deadLetterQueueArn: pulumi.Output<string>;
    deadLetterQueueName: pulumi.Output<string>;
}

function unitOutputs({ forwarder, deadLetters, buffer }: Unit): UnitOutputs {
    return {
        functionName: forwarder.func.name,
        functionArn: forwarder.func.arn,
        functionLogGroupName: forwarder.logGroup.name,
        roleArn: forwarder.role.arn,
        queueUrl: buffer?.queue.url,
        queueArn: buffer?.queue.arn,
        queueName: buffer?.queue.name,
        deadLetterQueueUrl: deadLetters.queue.url,
        deadLetterQueueArn: deadLetters.queue.arn,
        deadLetterQueueName: deadLetters.queue.name,
    };
}

/** CloudTrail Lake's. */
function lakeOutputs({ channelArn: given, eventDataStoreArns: named }: Settings, lake: Lake, unit: Unit) {
    const eventDataStoreId = lake.eventDataStoreArns.apply(([first]) =>
        // Nothing, too, under the mocks of a consumer's unit tests that answer inputs only.
        first ? idOf(first) : undefined,
    );
    const knowsStores = given === undefined || named !== undefined;
    return {
        ...unitOutputs(unit),
        channelArn: lake.channelArn,
        eventDataStoreArns: lake.eventDataStoreArns,
        eventDataStoreId: knowsStores ? eventDataStoreId : undefined,
        queries: eventDataStoreId.apply((id) => (id === undefined ? {} : queriesFor(id))),
        detections: eventDataStoreId.apply((id) => (id === undefined ? {} : detectionsFor(id))),
    };
}

type S3Named<Names> = { [K in keyof Names as `s3${Capitalize<K & string>}`]: Names[K] };

function s3Named<Names extends object>(outputs: Names): S3Named<Names> {
    const named = Object.entries(outputs).map(([key, output]): [string, unknown] => [
        `s3${key[0].toUpperCase()}${key.slice(1)}`,
        output,
    ]);
    return Object.fromEntries(named) as S3Named<Names>;
}

/** S3's. */
function s3Outputs({
    bucket,
    unit,
    bucketPolicyStatements,
    database,
    table,
    workgroup,
    readerPolicy,
}: S3Parts) {
    const names = pulumi.all([database.name, table.name]);
    return {
        ...s3Named(unitOutputs(unit)),
        s3BucketName: bucket.name,
        s3BucketArn: bucket.arn,
        s3BucketPolicyStatements: bucketPolicyStatements,
        athenaDatabaseName: database.name,
        athenaTableName: table.name,
        athenaWorkgroupName: workgroup.name,
        athenaQueries: names.apply(([inDatabase, events]) => athenaQueriesFor(inDatabase, events)),
        athenaDetections: names.apply(([inDatabase, events]) => athenaDetectionsFor(inDatabase, events)),
        athenaReaderPolicy: readerPolicy,
    };
}

type DestinationOutputs = Partial<ReturnType<typeof lakeOutputs> & ReturnType<typeof s3Outputs>>;

/** What there is of the destinations, by the name of its output. */
export function destinationOutputs(
    settings: Settings,
    lake: { lake: Lake; unit: Unit } | undefined,
    s3: S3Parts | undefined,
): DestinationOutputs {
    return {
        ...(lake && lakeOutputs(settings, lake.lake, lake.unit)),
        ...(s3 && s3Outputs(s3)),
    };
}
