const joined =
    "CASE WHEN trino_text_room(list_sum(list_transform([$*], lambda e: strlen(e) + strlen($1)))) THEN concat_ws($*) END";

/**
 * Functions of one row, as `[Trino's signature, DuckDB's SQL]`: `$1` is the first argument, `$*` are all of them. What
 * begins with `trino_` is a macro of ours (macros.sql) or a function of ours (natives.ts).
 * Meanings: https://trino.io/docs/435/functions.html
 */
export const scalars: readonly (readonly [signature: string, sql: string])[] = [
    // Text
    ["length(varchar) -> bigint", "length($1)"],
    ["lower(varchar) -> varchar", "lower($1)"],
    ["upper(varchar) -> varchar", "trino_upper($1)"],
    ["reverse(varchar) -> varchar", "trino_reverse($1)"],
    ["trim(varchar) -> varchar", "trim($1, trino_spaces())"],
    ["ltrim(varchar) -> varchar", "ltrim($1, trino_spaces())"],
    ["rtrim(varchar) -> varchar", "rtrim($1, trino_spaces())"],
    ["trim(varchar, varchar) -> varchar", "trim($1, $2)"],
    ["ltrim(varchar, varchar) -> varchar", "ltrim($1, $2)"],
    ["rtrim(varchar, varchar) -> varchar", "rtrim($1, $2)"],
    ["substr(varchar, bigint) -> varchar", "trino_substr($1, $2, length($1))"],
    ["substr(varchar, bigint, bigint) -> varchar", "trino_substr($1, $2, $3)"],
    ["substring(varchar, bigint) -> varchar", "trino_substr($1, $2, length($1))"],
    ["substring(varchar, bigint, bigint) -> varchar", "trino_substr($1, $2, $3)"],
    ["strpos(varchar, varchar) -> bigint", "trino_strpos($1, $2)"],
    ["replace(varchar, varchar) -> varchar", "trino_replace($1, $2, '')"],
    ["replace(varchar, varchar, varchar) -> varchar", "trino_replace($1, $2, $3)"],
    ["starts_with(varchar, varchar) -> boolean", "starts_with($1, $2)"],
    ["split(varchar, varchar) -> array(varchar)", "trino_split($1, $2)"],
    ["split_part(varchar, varchar, bigint) -> varchar", "trino_split_part($1, $2, $3)"],
    ["concat_ws(varchar, varchar) -> varchar", joined],
    ["concat_ws(varchar, varchar, varchar...) -> varchar", joined],
    [
        "concat_ws(varchar, array(varchar)) -> varchar",
        "trino_list_text(list_filter($2, lambda e: e IS NOT NULL), $1)",
    ],
    ["lpad(varchar, bigint, varchar) -> varchar", "trino_lpad($1, $2, $3)"],
    ["rpad(varchar, bigint, varchar) -> varchar", "trino_rpad($1, $2, $3)"],
    ["chr(bigint) -> varchar", "trino_chr($1)"],
    ["translate(varchar, varchar, varchar) -> varchar", "translate($1, $2, $3)"],

    ["to_utf8(varchar) -> varbinary", "encode($1)"],
    ["to_hex(varbinary) -> varchar", "hex($1)"],
    ["to_base64(varbinary) -> varchar", "to_base64($1)"],

    // JSON. A path is part of the query: json_extract and json_extract_scalar are in builders.ts.
    ["json_parse(varchar) -> json", "trino_json_parse($1)"],
    ["json_format(json) -> varchar", "$1"],
    ["json_array_length(varchar) -> bigint", "trino_json_array_length($1)"],
    ["json_array_length(json) -> bigint", "trino_json_array_length($1)"],
    ["is_json_scalar(varchar) -> boolean", "trino_is_json_scalar($1)"],
    ["is_json_scalar(json) -> boolean", "trino_is_json_scalar($1)"],

    // Numbers
    ["abs(N) -> N", "abs($1)"],
    ["sqrt(double) -> double", "CASE WHEN $1 < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt($1) END"],
    ["exp(double) -> double", "exp($1)"],
    ["ln(double) -> double", "trino_ln($1)"],
    ["log2(double) -> double", "(trino_ln($1) / ln(2.0))"],
    ["log10(double) -> double", "trino_log10($1)"],
    ["log(double, double) -> double", "(trino_ln($2) / trino_ln($1))"],
    ["power(double, double) -> double", "pow($1, $2)"],
    ["pow(double, double) -> double", "pow($1, $2)"],
    ["e() -> double", "exp(1.0)"],
    ["pi() -> double", "pi()"],
    ["nan() -> double", "CAST('NaN' AS DOUBLE)"],
    ["infinity() -> double", "CAST('Infinity' AS DOUBLE)"],
    ["is_nan(double) -> boolean", "isnan($1)"],
    ["is_finite(double) -> boolean", "isfinite($1)"],
    ["is_infinite(double) -> boolean", "isinf($1)"],
    ["bitwise_and(bigint, bigint) -> bigint", "($1 & $2)"],
    ["bitwise_or(bigint, bigint) -> bigint", "($1 | $2)"],
    ["bitwise_xor(bigint, bigint) -> bigint", "xor($1, $2)"],

    // Dates and times
    ["from_iso8601_timestamp(varchar) -> zoned", "trino_from_iso8601($1)"],
    ["from_iso8601_date(varchar) -> date", "trino_iso_date($1)"],
    ["to_unixtime(zoned) -> double", "(epoch_us(CAST(struct_extract($1, 'utc') AS TIMESTAMP)) / 1000000)"],
    ["to_milliseconds(interval day to second) -> bigint", "$1"],
    [
        "timezone_hour(zoned) -> bigint",
        "(trino_between_ms(struct_extract($1, 'utc'), trino_local($1)) // 3600000)",
    ],

    // Arrays
    ["cardinality(array(T)) -> bigint", "len($1)"],
    ["cardinality(map(K, V)) -> bigint", "CAST(cardinality($1) AS BIGINT)"],
    ["element_at(array(T), bigint) -> T", "trino_element_at($1, $2)"],
    ["element_at(map(K, V), K) -> V", "map_extract_value($1, $2)"],
    [
        "array_position(array(E), E) -> bigint",
        "CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN coalesce(list_position($1, $2), 0) END",
    ],
    ["array_distinct(array(E)) -> array(E)", "trino_distinct($1)"],
    ["array_sort(array(E)) -> array(E)", "list_sort($1, 'ASC', 'NULLS LAST')"],
    ["array_max(array(E)) -> E", "CASE WHEN NOT trino_has_null($1) THEN list_max($1) END"],
    ["array_min(array(E)) -> E", "CASE WHEN NOT trino_has_null($1) THEN list_min($1) END"],
    ["array_union(array(E), array(E)) -> array(E)", "trino_distinct($1 || $2)"],
    ["array_intersect(array(E), array(E)) -> array(E)", "trino_intersect($1, $2)"],
    [
        "array_except(array(E), array(E)) -> array(E)",
        "CASE WHEN len($2) = 0 THEN $1 WHEN $2 IS NOT NULL THEN list_filter(trino_distinct($1), lambda e: NOT trino_in_list($2, e)) END",
    ],
    ["arrays_overlap(array(E), array(E)) -> boolean", "trino_arrays_overlap($1, $2)"],
    [
        "array_remove(array(E), E) -> array(E)",
        "CASE WHEN $2 IS NOT NULL THEN list_filter($1, lambda e: e IS NULL OR e <> $2) END",
    ],
    ["repeat(T, integer) -> array(T)", "trino_repeat($1, $2)"],
    [
        "flatten(array(array(T))) -> array(T)",
        "CASE WHEN trino_room(8 * coalesce(list_sum(list_transform($1, lambda e: len(e))), 0)) THEN flatten($1) END",
    ],
    ["slice(array(T), bigint, bigint) -> array(T)", "trino_slice($1, $2, $3)"],
    ["reverse(array(T)) -> array(T)", "list_reverse($1)"],
    [
        "transform(array(T), function(T, U)) -> array(U)",
        "CASE WHEN trino_lambda_room($1) THEN list_transform($1, $2) END",
    ],
    ["filter(array(T), function(T, boolean)) -> array(T)", "list_filter($1, $2)"],
    ["any_match(array(T), function(T, boolean)) -> boolean", "trino_any(list_transform($1, $2))"],
    ["all_match(array(T), function(T, boolean)) -> boolean", "trino_all(list_transform($1, $2))"],
    ["none_match(array(T), function(T, boolean)) -> boolean", "(NOT trino_any(list_transform($1, $2)))"],

    // Maps
    ["map() -> map(K, V)", "MAP {}"],
    ["map(array(K), array(V)) -> map(K, V)", "trino_map($1, $2)"],
    ["map_keys(map(K, V)) -> array(K)", "map_keys($1)"],
    ["map_values(map(K, V)) -> array(V)", "map_values($1)"],
    ["map_concat(map(K, V), map(K, V)) -> map(K, V)", "trino_map_concat($1, $2)"],
    [
        "map_entries(map(K, V)) -> array(row(K, V))",
        "list_transform(map_entries($1), lambda e: {'field0': e.key, 'field1': e.value})",
    ],
    [
        "map_filter(map(K, V), function(K, V, boolean)) -> map(K, V)",
        "map_from_entries(list_filter(map_entries($1), $2))",
    ],
    [
        "transform_values(map(K, V), function(K, V, U)) -> map(K, U)",
        "CASE WHEN trino_lambda_room(map_keys($1)) THEN trino_map(map_keys($1), list_transform(map_entries($1), $2)) END",
    ],
    [
        "transform_keys(map(K, V), function(K, V, U)) -> map(U, V)",
        "CASE WHEN trino_lambda_room(map_keys($1)) THEN trino_map(list_transform(map_entries($1), $2), map_values($1)) END",
    ],
    ["split_to_map(varchar, varchar, varchar) -> map(varchar, varchar)", "trino_split_to_map($1, $2, $3)"],
];

/** The fields of a date or time, for year(x) and for EXTRACT(YEAR FROM x), by DuckDB's name of the field. */
export const datetimeFields: Readonly<Record<string, string>> = {
    year: "year",
    quarter: "quarter",
    month: "month",
    week: "week",
    week_of_year: "week",
    day: "day",
    day_of_month: "day",
    day_of_week: "isodow",
    dow: "isodow",
    day_of_year: "doy",
    doy: "doy",
    year_of_week: "isoyear",
    yow: "isoyear",
    hour: "hour",
    minute: "minute",
    second: "second",
    millisecond: "millisecond",
};
