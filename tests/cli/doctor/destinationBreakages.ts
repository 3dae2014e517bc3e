import type { ObjectsSettings } from "../../../local/deploy/objects";
import type { ObjectStore } from "../../../local/run/objectStore";
import { CloudTrailDataClient, PutAuditEventsCommand } from "../../../local/sdk/client-cloudtrail-data";
import { bucketOf, deleted, keyState, lakeOf, otherwise, type Breakage } from "./breaking";
import type { World } from "./support";

/** Puts an event into the channel, past the function. */
async function putAsOperator({ deployment: { account, lake } }: World, eventData?: string): Promise<void> {
    const event = {
        ...{ version: "1", userIdentity: { type: "Test", principalId: "me" }, eventSource: "onelogin.com" },
        ...{ eventName: "TEST", eventTime: "2026-11-20T14:03:00Z", UID: "test", recipientAccountId: account },
    };
    const auditEvents = [{ id: "test", eventData: eventData ?? JSON.stringify(event) }];
    const client = new CloudTrailDataClient({ region: "us-east-1" });
    await client.send(new PutAuditEventsCommand({ channelArn: lake?.channel.arn, auditEvents }));
}

const tableOf = ({ deployment }: World) => (deployment.objects as ObjectsSettings).table;
const workgroupOf = ({ deployment }: World) => (deployment.objects as ObjectsSettings).workgroup;

export const destinationBreakages: Breakage[] = [
    {
        what: "the channel was deleted",
        break(world) {
            const { channels } = lakeOf(world);
            const all = channels.splice(0);
            return () => channels.push(...all);
        },
        finding: "channel",
        says: /channel .* is gone/,
    },
    {
        what: "the channel delivers to another store",
        break: (world) => otherwise(lakeOf(world).channels[0], { destinations: [] }),
        finding: "channel",
        says: /does not deliver to arn:/,
    },
    {
        what: "the channel refused the latest event",
        async break(world) {
            await putAsOperator(world, "not an event");
            return () => putAsOperator(world);
        },
        finding: "channel",
        says: /latest attempt failed: InvalidData/,
        mend: /redrive/,
    },
    ...(
        [
            [
                "PENDING_DELETION",
                /^aws cloudtrail restore-event-data-store --event-data-store arn:\S+ --region/,
            ],
            ["STOPPED_INGESTION", /^aws cloudtrail start-event-data-store-ingestion/],
        ] as const
    ).map(([status, mend]): Breakage => ({
        what: `the event data store is ${status}`,
        break: (world) => otherwise(lakeOf(world).lake.stores[0], { status }),
        finding: "event data store",
        says: new RegExp(`is ${status}`),
        mend,
    })),
    {
        what: "the event data store was deleted",
        break: (world) =>
            otherwise(lakeOf(world).lake.stores[0], {
                arn: "arn:aws:cloudtrail:us-east-1:1:eventdatastore/x",
            }),
        finding: "event data store",
        says: /store .* is gone/,
        without: ["event data store key"],
    },
    {
        what: "the store's key waits for its deletion",
        break: keyState("store", { KeyState: "PendingDeletion", DeletionDate: 1_800_000_000 }),
        finding: "event data store key",
        says: /will be deleted at 2027-01-15/,
        mend: /^aws kms cancel-key-deletion .* && aws kms enable-key/,
    },
    {
        what: "the bucket was deleted",
        break(world) {
            const { buckets } = world.pipeline.services.objects as ObjectStore;
            const all = buckets.splice(0);
            return () => buckets.push(...all);
        },
        finding: "bucket",
        says: /bucket .* is gone/,
        skipped: ["public access", "bucket policy", "object lock", "bucket key"],
    },
    {
        what: "the bucket is in another Region",
        break: (world) => otherwise(bucketOf(world), { region: "eu-west-1" }),
        finding: "bucket",
        says: /is in another Region, and has to be in us-east-1/,
        mend: /Choose a bucket in us-east-1/,
        skipped: ["public access", "bucket policy", "object lock", "bucket key"],
    },
    {
        what: "the public access block was deleted",
        break: (world) => otherwise(bucketOf(world), { publicAccessBlock: undefined }),
        finding: "public access",
        says: /^BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets are off\.$/,
    },
    {
        what: "one setting of the public access block is off",
        break(world) {
            const { publicAccessBlock } = bucketOf(world);
            const BlockPublicPolicy = false;
            return otherwise(bucketOf(world), {
                publicAccessBlock: { ...publicAccessBlock, BlockPublicPolicy },
            });
        },
        finding: "public access",
        says: /^BlockPublicPolicy is off\.$/,
    },
    {
        what: "the bucket's policy was deleted",
        break: (world) => otherwise(bucketOf(world), { writtenPolicy: undefined }),
        finding: "bucket policy",
        says: /without TLS.*others than the function.*written over.*hidden/,
        mend: /s3BucketPolicyStatements/,
    },
    {
        what: "the bucket's policy names another writer",
        break(world) {
            const settings = bucketOf(world);
            return otherwise(settings, {
                writtenPolicy: settings.writtenPolicy?.replace(/role\/onelogin-s3-role[\w-]*/, "role/other"),
            });
        },
        finding: "bucket policy",
        says: /does not name the function's role/,
        mend: /s3BucketPolicyStatements/,
    },
    {
        what: "the default retention was taken away",
        break: (world) => otherwise(bucketOf(world), { lock: { mode: "GOVERNANCE", days: 0 } }),
        finding: "object lock",
        says: /new events are not locked/,
    },
    {
        what: "the bucket's key is gone",
        break: keyState("bucket", {}),
        finding: "bucket key",
        says: /is gone/,
        mend: /another one/,
    },
    deleted("the table", (world) => otherwise(tableOf(world), { name: "other" }), "table"),
    {
        what: "the table looks elsewhere for the days",
        break: (world) =>
            otherwise(tableOf(world), {
                parameters: { ...tableOf(world).parameters, "storage.location.template": "s3://x/" },
            }),
        finding: "table",
        says: /storage.location.template is s3:\/\/x\/, not s3:\/\/.*\/events\/day=\$\{day\}\/\.$/,
    },
    {
        what: "the table has no column of the raw event",
        break(world) {
            const { storageDescriptor } = tableOf(world);
            const columns = storageDescriptor.columns.filter(({ name }) => name !== "eventjson");
            return otherwise(tableOf(world), { storageDescriptor: { ...storageDescriptor, columns } });
        },
        finding: "table",
        says: /^The table's column eventjson is missing, not string\.$/,
    },
    {
        what: "the workgroup was disabled",
        break: (world) => otherwise(workgroupOf(world), { state: "DISABLED" }),
        finding: "workgroup",
        says: /is DISABLED/,
        mend: /^aws athena update-work-group --work-group \S+ --state ENABLED --region us-east-1$/,
    },
    deleted("the workgroup", (world) => otherwise(workgroupOf(world), { name: "other" }), "workgroup"),
    {
        what: "the workgroup's limit is not enforced",
        break(world) {
            const enforceWorkgroupConfiguration = false;
            const configuration = { ...workgroupOf(world).configuration, enforceWorkgroupConfiguration };
            return otherwise(workgroupOf(world), { configuration });
        },
        finding: "workgroup",
        says: /not held to/,
    },
];
