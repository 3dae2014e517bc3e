/** CloudTrail Lake's event data stores on one machine. */
export { openLake, type Lake, type LakeOptions, type LakeResult, type QueryStatistics } from "./lake";
export { UnknownStore } from "./query";
export type { AuditRecord } from "./record";
export { storeId, type EventDataStore } from "./store";
