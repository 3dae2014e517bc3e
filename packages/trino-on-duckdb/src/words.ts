const set = (...lists: string[]): ReadonlySet<string> => new Set(lists.join(" ").split(" "));

/** Words that are no name in Trino unless quoted: https://trino.io/docs/435/language/reserved.html */
export const reserved = set(
    "alter and as between by case cast constraint create cross cube current_catalog current_date current_path",
    "current_role current_schema current_time current_timestamp current_user deallocate delete describe distinct",
    "drop else end escape except execute exists extract false for from full group grouping having in inner insert",
    "intersect into is join json_array json_exists json_object json_query json_table json_value left like listagg",
    "localtime localtimestamp natural normalize not null on or order outer prepare recursive right rollup select skip",
    "table then trim true uescape union unnest using values when where with",
);

/** Words that a parenthesis may follow without a call, and calls of which the parser reads a part of its own. */
export const callLess = new Set([
    ...[...reserved].filter((word) => !word.startsWith("json_") && !["normalize", "grouping"].includes(word)),
    ...set(
        "array_agg listagg trim substring position map row array try_cast",
        "decimal numeric dec varchar char varbinary timestamp time double",
        "over any all some sets within window lateral intersect offset limit fetch first next range rows groups",
        "materialized tablesample bernoulli system ordinality",
    ),
]);

/** Words that begin a clause, and no expression. */
export const clauses = set(
    "from where group having order limit offset fetch window union intersect except on using",
);

/** Types of literals, `JSON '…'`, that are not translated. */
export const literalTypes = set("char real varbinary uuid ipaddress");

/** What the parser knows of other dialects, and Trino does not. */
export const otherDialects = set("ilike rlike regexp qualify");

/** Clauses that the parser reads, that Trino has, and that this translation does not: as `only` says them (tree.ts). */
export const otherClauses: ReadonlySet<string> = new Set([
    "RECURSIVE in WITH",
    "WITH TIES in FETCH",
    "TABLE SAMPLE in TABLE",
    "LATERAL in SUBQUERY",
    "ON OVERFLOW in LIST AGG",
]);

/** Calls that Trino 435 has of functions that are here with other arguments: the name, and how many it takes then. */
export const otherCalls = set(
    "approx_distinct/2 approx_percentile/3 approx_percentile/4 array_sort/2 from_unixtime/3 map_concat/3 map_concat/4",
    "max/2 max_by/3 min/2 min_by/3 regexp_replace/3 repeat/2 split/3 strpos/3 truncate/2 concat/2 concat/3",
);

/** Functions that Trino 435 has and this translation does not: https://trino.io/docs/435/functions/list.html */
export const otherFunctions = set(
    "acos approx_most_frequent approx_set array_histogram asin atan atan2 bar",
    "beta_cdf bing_tile bing_tile_at bit_count bitwise_and_agg bitwise_left_shift bitwise_not bitwise_or_agg",
    "bitwise_right_shift bitwise_right_shift_arithmetic bitwise_xor_agg cbrt char2hexint classify",
    "color combinations contains_sequence convex_hull_agg corr cos cosh cosine_similarity covar_pop covar_samp crc32",
    "current_catalog current_groups current_schema current_time current_timezone current_user",
    "degrees empty_approx_set evaluate_classifier_predictions features filter format format_number from_base",
    "from_base32 from_base64 from_base64url from_big_endian_32 from_big_endian_64 from_geojson_geometry from_hex",
    "from_ieee754_32 from_ieee754_64 from_iso8601_timestamp_nanos from_unixtime_nanos from_utf8 geometric_mean",
    "hamming_distance hash_counts hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512 human_readable_seconds",
    "intersection_cardinality inverse_beta_cdf inverse_normal_cdf ipaddress jaccard_index json_array json_exists",
    "json_object json_query json_value kurtosis learn_classifier learn_libsvm_classifier learn_libsvm_regressor",
    "learn_regressor levenshtein_distance localtime luhn_check make_set_digest map_union map_zip_with md5 merge",
    "merge_set_digest multimap_from_entries murmur3 ngrams normal_cdf normalize numeric_histogram objectid_timestamp",
    "parse_data_size parse_duration parse_presto_data_size qdigest_agg quantile_at_value radians rand random reduce",
    "reduce_agg regexp_position regr_intercept regr_slope regress render rgb sha1 sha256 sha512 shuffle",
    "simplify_geometry sin sinh skewness soundex spooky_hash_v2_32 spooky_hash_v2_64 split_to_multimap tan tanh",
    "tdigest_agg timestamp_objectid timezone_minute to_base to_base32 to_base64url to_big_endian_32",
    "to_big_endian_64 to_char to_date to_geojson_geometry to_ieee754_32 to_ieee754_64 to_timestamp",
    "trim_array typeof url_decode url_encode url_extract_fragment url_extract_host url_extract_parameter",
    "url_extract_path url_extract_port url_extract_protocol url_extract_query uuid value_at_quantile",
    "values_at_quantiles version width_bucket wilson_interval_lower wilson_interval_upper word_stem zip zip_with",
    "xxhash64",
);
