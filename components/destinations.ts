import * as pulumi from "@pulumi/pulumi";
import { makeBucket } from "./bucket";
import type { Bucket } from "./bucket";
import { eventsPrefix } from "../handler/columns";
import type { BuildContext } from "./context";
import { forwarderCode } from "./forwarderCode";
import type { Lake } from "./lake";
import { allow, throughService } from "./permissions";
import type { Statement } from "./permissions";
import { prepares } from "./preparation";
import { readerPolicy } from "./readerPolicy";
import type { Source } from "./source";
import { makeTable } from "./table";
import type { Table } from "./table";
import { makeBufferedUnit, makeDirectUnit } from "./unit";
import type { Unit } from "./unit";
import { writerCode } from "./writerCode";

/** What delivers to CloudTrail Lake. */
export function makeLakeUnit(context: BuildContext, source: Source, lake: Lake): Unit {
    const { delivery, forwarder } = context.settings;
    const make = delivery.mode === "buffered" ? makeBufferedUnit : makeDirectUnit;
    return make({ ...context, delivery }, source, {
        name: "cloudtrail-lake",
        title: "CloudTrail Lake",
        code: forwarderCode(prepares(context.settings)),
        packSdk: forwarder.packSdk,
        environment: {
            CHANNEL_ARN: lake.channelArn,
            ...(lake.externalId === undefined ? {} : { EXTERNAL_ID: lake.externalId }),
        },
        statements: [allow("DeliverEvents", lake.channelArn, "cloudtrail-data:PutAuditEvents")],
    });
}

/** The bucket, what delivers to it, and what reads it. */
export interface S3Parts extends Table {
    bucket: Bucket;
    unit: Unit;
    bucketPolicyStatements: pulumi.Output<string> | undefined;
    readerPolicy: pulumi.Output<string>;
}

/** What the role may do with the bucket: write, and with a key of the customer's what S3 asks of who writes. */
function s3Statements({ settings }: BuildContext, source: Source, bucket: Bucket): Statement[] {
    const { kmsKeyArn } = settings.s3;
    const store = allow("StoreEvents", pulumi.interpolate`${bucket.arn}/${eventsPrefix}*`, "s3:PutObject");
    if (kmsKeyArn === undefined) return [store];
    const useKey = allow("UseBucketKey", kmsKeyArn, "kms:GenerateDataKey");
    return [store, { ...useKey, Condition: throughService("s3", source.rule.arn) }];
}

export function makeS3(context: BuildContext, source: Source): S3Parts {
    const bucket = makeBucket(context, source);
    const own = { ...context, name: `${context.name}-s3`, delivery: context.settings.s3.delivery };
    const unit = makeBufferedUnit(own, source, {
        name: "s3",
        title: "S3",
        code: writerCode(prepares(context.settings)),
        packSdk: false,
        environment: { BUCKET_NAME: bucket.name, BUCKET_OWNER: bucket.owner },
        statements: s3Statements(context, source, bucket),
        guards: (role) => bucket.guards(role),
    });
    const table = makeTable(context, bucket);
    return {
        ...table,
        bucket,
        unit,
        bucketPolicyStatements: bucket.policyStatements?.(unit.forwarder.role),
        readerPolicy: readerPolicy(context, bucket, table),
    };
}
