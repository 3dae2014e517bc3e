/**
 * Functions of many rows, as `[Trino's signature, DuckDB's call, what is done with its result (@), which rows count]`.
 */
type AggregateRow = readonly [signature: string, call: string, result?: string, rows?: string];

const shares = (type: string, list: string): AggregateRow[] => [
    [
        `approx_percentile(${type}, double) -> ${type}`,
        "list($1)",
        `trino_percentile(${list}, $2)`,
        "$1 IS NOT NULL",
    ],
    [
        `approx_percentile(${type}, array(double)) -> array(${type})`,
        "list($1)",
        `trino_percentiles(${list}, $2)`,
        "$1 IS NOT NULL",
    ],
];

export const aggregates: readonly AggregateRow[] = [
    ["count(T) -> bigint", "count($1)"],
    ["count_if(boolean) -> bigint", "count(CASE WHEN $1 THEN 1 END)"],
    ["sum(bigint) -> bigint", "sum($1)", "CAST(@ AS BIGINT)"],
    ["sum(double) -> double", "sum($1)"],
    ["sum(interval day to second) -> interval day to second", "sum($1)", "CAST(@ AS BIGINT)"],
    ["sum(M) -> M", "sum($1)"],
    ["avg(M) -> M", "list($1)", "CAST(trino_average(@, $scale) AS $type)", "$1 IS NOT NULL"],
    // DuckDB adds whole numbers exactly.
    ["avg(bigint) -> double", "avg(CAST($1 AS DOUBLE))"],
    ["avg(double) -> double", "avg($1)"],
    ["avg(interval day to second) -> interval day to second", "avg($1)", "CAST(round(@) AS BIGINT)"],
    ["min(E) -> E", "min($1)"],
    ["max(E) -> E", "max($1)"],
    // Trino skips NaN, which is above all in DuckDB.
    ["min(double) -> double", "arg_min($1, trino_nan_above($1))"],
    ["max(double) -> double", "arg_max($1, trino_nan_below($1))"],
    ["min(Z) -> Z", "arg_min($1, struct_extract($1, 'utc'))"],
    ["max(Z) -> Z", "arg_max($1, struct_extract($1, 'utc'))"],
    ["min_by(T, E) -> T", "arg_min_null($1, $2)"],
    ["max_by(T, E) -> T", "arg_max_null($1, $2)"],
    ["min_by(T, double) -> T", "arg_min_null($1, trino_nan_above($2))"],
    ["max_by(T, double) -> T", "arg_max_null($1, trino_nan_below($2))"],
    ["min_by(T, Z) -> T", "arg_min_null($1, struct_extract($2, 'utc'))"],
    ["max_by(T, Z) -> T", "arg_max_null($1, struct_extract($2, 'utc'))"],
    ["arbitrary(T) -> T", "any_value($1)"],
    ["any_value(T) -> T", "any_value($1)"],
    ["bool_and(boolean) -> boolean", "bool_and($1)"],
    ["every(boolean) -> boolean", "bool_and($1)"],
    ["bool_or(boolean) -> boolean", "bool_or($1)"],
    ["checksum(S) -> varbinary", "sum(coalesce(trino_xxhash64($1), 1))", "trino_checksum(@)"],
    ["array_agg(T) -> array(T)", "list($1)"],
    ["listagg(varchar) -> varchar", "string_agg($1, '')", "trino_listed(@)"],
    ["listagg(varchar, varchar) -> varchar", "string_agg($1, $2)", "trino_listed(@)"],
    // Exact, which is within the error that Trino allows itself (2.3 %).
    ["approx_distinct(T) -> bigint", "count(DISTINCT $1)"],
    ...shares("bigint", "@"),
    ...shares("double", "trino_without_nan(@)"),
    ["stddev(double) -> double", "stddev_samp($1)"],
    ["stddev_samp(double) -> double", "stddev_samp($1)"],
    ["stddev_pop(double) -> double", "stddev_pop($1)"],
    ["variance(double) -> double", "var_samp($1)"],
    ["var_samp(double) -> double", "var_samp($1)"],
    ["var_pop(double) -> double", "var_pop($1)"],
    ["histogram(E) -> map(E, bigint)", "histogram($1)", "CAST(@ AS $type)"],
    [
        "map_agg(K, V) -> map(K, V)",
        "list({'key': $1, 'value': $2})",
        "trino_first_entries(@)",
        "$1 IS NOT NULL",
    ],
    [
        "multimap_agg(K, V) -> map(K, array(V))",
        "list({'key': $1, 'value': $2})",
        "trino_all_entries(@)",
        "$1 IS NOT NULL",
    ],
];

/** Functions of a window, beside the aggregates. Those that name a row of the window may skip NULLs. */
export const windowFunctions: readonly (readonly [signature: string, call: string])[] = [
    ["row_number() -> bigint", "row_number("],
    ["rank() -> bigint", "rank("],
    ["dense_rank() -> bigint", "dense_rank("],
    ["percent_rank() -> double", "percent_rank("],
    ["cume_dist() -> double", "cume_dist("],
    ["ntile(bigint) -> bigint", "ntile(trino_from_one($1, 'Buckets must be greater than 0')"],
    ["lag(T) -> T", "lag($1"],
    ["lag(T, bigint) -> T", "lag($1, trino_offset($2)"],
    ["lag(T, bigint, T) -> T", "lag($1, trino_offset($2), $3"],
    ["lead(T) -> T", "lead($1"],
    ["lead(T, bigint) -> T", "lead($1, trino_offset($2)"],
    ["lead(T, bigint, T) -> T", "lead($1, trino_offset($2), $3"],
    ["first_value(T) -> T", "first_value($1"],
    ["last_value(T) -> T", "last_value($1"],
    ["nth_value(T, bigint) -> T", "nth_value($1, trino_from_one($2, 'Offset must be at least 1')"],
];
