/** CloudTrail's own API on one machine: what describes the lake, and what queries it. */
export { createChannelStatus, type ChannelStatus, type IngestionStatus } from "./channels";
export { createCloudTrailEndpoint, type CloudTrailEndpointOptions } from "./endpoint";
