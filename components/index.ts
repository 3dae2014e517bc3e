export type {
    ChannelPolicySettings,
    ChannelSettings,
    DeliverySettings,
    EventDataStoreSettings,
    EventLogSettings,
    ForwarderSettings,
    OneLoginCloudTrailLakeArgs,
} from "./inputs/args";
export { OneLoginCloudTrailLake } from "./oneLoginCloudTrailLake";
