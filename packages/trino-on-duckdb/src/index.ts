/** Trino's SQL on DuckDB: a statement and its tables in, DuckDB's SQL out. */
export { translate } from "./translate";
export type { Options, Translation } from "./translate";
export type { Table } from "./context";
export { installInto } from "./install";
export { answer } from "./answer";
export { QueryRefusal, UnknownTable } from "./refusal";
export { duckdbType, identifier, map, nameOf, row, timestamp, varchar } from "./types";
export type { TrinoType } from "./types";
