/** CloudTrail Lake's event data stores on one machine. */
export { openLake, UnknownStore, type Lake, type LakeOptions, type LakeResult } from "./lake";
export type { AuditRecord } from "./record";
export { storeId, type EventDataStore } from "./store";
