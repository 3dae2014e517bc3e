export type {
    ChannelPolicySettings,
    ChannelSettings,
    DeliverySettings,
    EventDataStoreSettings,
    EventLogSettings,
    ForwarderSettings,
    OneLoginCloudTrailLakeArgs,
} from "./args";
export { OneLoginCloudTrailLake } from "./oneLoginCloudTrailLake";
