/** Trino's SQL on DuckDB: a statement and its tables in, DuckDB's SQL out. */
export { translate } from "./translate";
export type { Translation } from "./translate";
export type { Table } from "./context";
export { installInto } from "./install";
export { QueryRefusal, UnknownStore } from "./refusal";
export { resultText } from "./values";
export { duckdbType, identifier, map, nameOf, row, timestamp, varchar } from "./types";
export type { TrinoType } from "./types";
