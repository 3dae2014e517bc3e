/** CloudTrail's own API on one machine: what describes the lake, and what queries it. */
export { createChannelStatus } from "./channels";
export { createCloudTrailEndpoint, type CloudTrailEndpointOptions } from "./endpoint";
