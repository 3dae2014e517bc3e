import { forwarder, preparingForwarder, preparingWriter, writer } from "./functionHashes.json";

export type {
    AlarmSettings,
    ChannelPolicySettings,
    ChannelSettings,
    DashboardSettings,
    DeliverySettings,
    EventDataStoreSettings,
    EventLogSettings,
    EventTypeSettings,
    ExistingBucketSettings,
    ForwarderSettings,
    ObjectLockSettings,
    RedactionSettings,
    OneLoginCloudTrailLakeArgs,
    S3DeliverySettings,
    S3Settings,
} from "./inputs/args";
export { OneLoginCloudTrailLake } from "./oneLoginCloudTrailLake";

/**
 * SHA-256, in hexadecimal, of the text of the one file, `__index.js`, of the function that forwards to CloudTrail Lake, as this
 * version of the package makes it. The policy pack compares what is about to be deployed with it. A program that was bundled
 * makes another text.
 */
export const forwarderHash: string = forwarder;

/** The same of the function that writes to S3. */
export const writerHash: string = writer;

/** The same of the function that forwards to CloudTrail Lake with `eventTypes` or `redaction`. */
export const preparingForwarderHash: string = preparingForwarder;

/** The same of the function that writes to S3 with `eventTypes` or `redaction`. */
export const preparingWriterHash: string = preparingWriter;
