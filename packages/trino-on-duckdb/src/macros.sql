-- What Trino's functions mean, where DuckDB's own mean something else: https://trino.io/docs/435/functions.html
-- A timestamp with time zone is {'utc': TIMESTAMP, 'zone': VARCHAR}; an interval is its milliseconds, or its months;
-- JSON is its text.

-- Fails with a message, for these values. (DuckDB's error() cannot stand inside TRY; a text that is no truth value can.
-- It must depend on the values: what is the same for all rows DuckDB works out beforehand, and fails where no row does.)
CREATE OR REPLACE MACRO trino_fail(message, subject) AS
    CAST('trino: ' || message || left(CAST(hash(subject) AS VARCHAR), 0) AS BOOLEAN);

-- Refuses for these values what would be answered otherwise than in Trino: no TRY makes NULL of it (answer.ts).
CREATE OR REPLACE MACRO trino_refuse(what, subject) AS
    trino_native_refuse(getvariable('trino_query'), what || left(CAST(hash(subject) AS VARCHAR), 0));

-- Fails as trino_fail does, with an error that TRY does not catch in Trino either.
CREATE OR REPLACE MACRO trino_fail_outright(message, subject) AS trino_refuse('trino: ' || message, subject);

-- Whether there is room for what is made of little (natives/room.ts). Small values are not counted.
CREATE OR REPLACE MACRO trino_room(bytes) AS CASE WHEN bytes <= 250 THEN TRUE ELSE trino_native_room(getvariable('trino_query'), CAST(bytes AS BIGINT)) END;
CREATE OR REPLACE MACRO trino_text_room(bytes) AS CASE WHEN bytes <= 250 THEN TRUE ELSE trino_native_text_room(getvariable('trino_query'), CAST(bytes AS BIGINT)) END;
-- Each entry is compared with all others.
CREATE OR REPLACE MACRO trino_square_room(list) AS trino_room(len(list) * len(list) // 4);
-- Whatever a lambda makes of each entry, which may depend on more than the list. Inside TRY a list that is the same for
-- all rows counts once.
CREATE OR REPLACE MACRO trino_list_room(list) AS trino_room(len(list) * 100);
CREATE OR REPLACE MACRO trino_lambda_room(list) AS CASE WHEN len(list) <= 100 THEN TRUE ELSE trino_native_room_for_each(getvariable('trino_query'), len(list) * 100) END;
-- Texts that are taken apart letter by letter.
CREATE OR REPLACE MACRO trino_letters_room(t) AS trino_room(length(t) * length(t) // 50);

-- Checksums
CREATE OR REPLACE MACRO trino_xxhash64(t) AS trino_native_xxhash64(getvariable('trino_query'), t);
CREATE OR REPLACE MACRO trino_checksum(total) AS unhex(trino_native_checksum(getvariable('trino_query'), CAST(total AS VARCHAR)));

-- What a window function counts by
CREATE OR REPLACE MACRO trino_offset(rows) AS CASE
    WHEN rows >= 0 THEN rows
    WHEN trino_fail('Offset must be at least 0, and not be null', rows) THEN NULL END;
CREATE OR REPLACE MACRO trino_from_one(n, message) AS CASE
    WHEN n >= 1 OR n IS NULL THEN n WHEN trino_fail(message, n) THEN NULL END;

-- Arrays and maps
CREATE OR REPLACE MACRO trino_map_get(m, k) AS CASE
    WHEN m IS NULL OR k IS NULL THEN NULL
    WHEN map_contains(m, k) THEN map_extract_value(m, k)
    WHEN trino_fail('Key not present in map: ' || CAST(k AS VARCHAR), ROW(m, k)) THEN NULL END;
CREATE OR REPLACE MACRO trino_array_get(list, place) AS CASE
    WHEN list IS NULL OR place IS NULL THEN NULL
    WHEN place BETWEEN 1 AND len(list) THEN list_extract(list, place)
    WHEN place = 0 THEN CASE WHEN trino_fail('SQL array indices start at 1', ROW(list, place)) THEN NULL END
    WHEN place < 0 THEN CASE WHEN trino_fail('Array subscript is negative: ' || place, ROW(list, place)) THEN NULL END
    WHEN trino_fail('Array subscript must be less than or equal to array length: ' || place || ' > ' || len(list), ROW(list, place)) THEN NULL END;
CREATE OR REPLACE MACRO trino_element_at(list, place) AS CASE
    WHEN place <> 0 OR place IS NULL THEN list_extract(list, place)
    WHEN trino_fail('SQL array indices start at 1', ROW(list, place)) THEN NULL END;
CREATE OR REPLACE MACRO trino_has_null(list) AS len(list_filter(list, lambda e: e IS NULL)) > 0;
-- A list that is sorted by: NULL in it has no place in Trino's order.
CREATE OR REPLACE MACRO trino_sortable(list) AS CASE
    WHEN trino_has_null(list) AND trino_refuse('Sorting arrays with NULL in them, which fails in Trino if these are compared,', list) THEN NULL ELSE list END;
CREATE OR REPLACE MACRO trino_in_list(list, item) AS CASE WHEN item IS NULL THEN trino_has_null(list) ELSE list_contains(list, item) END;
-- Keeps the first of each, in order. (DuckDB's list_distinct keeps no order, and no NULL.)
CREATE OR REPLACE MACRO trino_distinct(list) AS CASE WHEN trino_square_room(list) THEN
    list_filter(list, lambda e, i: CASE WHEN e IS NULL THEN NOT trino_has_null(list[:i - 1]) ELSE list_position(list, e) = i END) END;
-- What is in both, in the order of the longer.
CREATE OR REPLACE MACRO trino_intersect(a, b) AS CASE
    WHEN b IS NULL THEN NULL
    WHEN len(a) < len(b) THEN list_filter(trino_distinct(b), lambda e: trino_in_list(a, e))
    ELSE list_filter(trino_distinct(a), lambda e: trino_in_list(b, e)) END;
CREATE OR REPLACE MACRO trino_arrays_overlap(a, b) AS CASE
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN list_has_any(a, b) THEN TRUE
    WHEN len(a) > 0 AND len(b) > 0 AND (trino_has_null(a) OR trino_has_null(b)) THEN NULL ELSE FALSE END;
CREATE OR REPLACE MACRO trino_slice(list, start, size) AS CASE
    WHEN list IS NULL OR start IS NULL OR size IS NULL THEN NULL
    WHEN size < 0 THEN CASE WHEN trino_fail('length must be greater than or equal to 0', ROW(list, start, size)) THEN NULL END
    WHEN start > 0 THEN list[start:start + size - 1]
    WHEN start < 0 THEN CASE WHEN -start <= len(list) THEN list[len(list) + start + 1:len(list) + start + size] ELSE list[1:0] END
    WHEN trino_fail('SQL array indices start at 1', ROW(list, start, size)) THEN NULL END;
CREATE OR REPLACE MACRO trino_any(tests) AS CASE
    WHEN tests IS NULL THEN NULL WHEN list_contains(tests, TRUE) THEN TRUE WHEN trino_has_null(tests) THEN NULL ELSE FALSE END;
CREATE OR REPLACE MACRO trino_all(tests) AS CASE
    WHEN tests IS NULL THEN NULL WHEN list_contains(tests, FALSE) THEN FALSE WHEN trino_has_null(tests) THEN NULL ELSE TRUE END;
CREATE OR REPLACE MACRO trino_map(keys, items) AS CASE
    WHEN len(keys) <> len(items) THEN CASE WHEN trino_fail('Key and value arrays must be the same length', ROW(keys, items)) THEN NULL END
    WHEN len(list_distinct(keys)) = len(keys) THEN map(keys, items)
    WHEN keys IS NULL OR items IS NULL THEN NULL
    WHEN trino_fail('Duplicate map keys are not allowed', ROW(keys, items)) THEN NULL END;
-- All of the second, then what the first has beside it.
CREATE OR REPLACE MACRO trino_map_concat(a, b) AS CASE
    WHEN a IS NOT NULL AND b IS NOT NULL THEN map_from_entries(
        map_entries(b) || list_filter(map_entries(a), lambda e: NOT map_contains(b, struct_extract(e, 'key')))) END;

-- Of the entries with one key, the first.
CREATE OR REPLACE MACRO trino_keys(entries) AS list_transform(entries, lambda e: struct_extract(e, 'key'));
CREATE OR REPLACE MACRO trino_first_entries(entries) AS CASE WHEN trino_square_room(entries) THEN
    map_from_entries(list_filter(entries, lambda e, i: list_position(trino_keys(entries), struct_extract(e, 'key')) = i)) END;
CREATE OR REPLACE MACRO trino_all_entries(entries) AS CASE WHEN trino_square_room(entries) THEN
    map_from_entries(list_transform(trino_distinct(trino_keys(entries)), lambda k: {'key': k,
        'value': list_transform(list_filter(entries, lambda e: struct_extract(e, 'key') = k), lambda e: struct_extract(e, 'value'))})) END;
CREATE OR REPLACE MACRO trino_repeat(item, size) AS CASE
    WHEN size > 10000 THEN CASE WHEN trino_fail('count argument of repeat function must be less than or equal to 10000', ROW(item, size)) THEN NULL END
    WHEN size IS NULL THEN NULL
    WHEN size >= 0 AND trino_room(size * (8 + 4 * coalesce(strlen(CAST(item AS VARCHAR)), 0))) THEN list_transform(range(size), lambda i: item)
    WHEN trino_fail('count argument of repeat function must be greater than or equal to 0', ROW(item, size)) THEN NULL END;
CREATE OR REPLACE MACRO trino_sequence(a, b, step) AS CASE
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN coalesce(step, CASE WHEN a <= b THEN 1 ELSE -1 END) = 0 THEN CASE WHEN trino_fail('step must not be zero', ROW(a, b, step)) THEN NULL END
    WHEN (step > 0 AND a > b) OR (step < 0 AND a < b) THEN CASE WHEN trino_fail('sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start', ROW(a, b, step)) THEN NULL END
    WHEN abs(CAST(b AS HUGEINT) - a) // abs(coalesce(step, 1)) >= 10000 THEN CASE WHEN trino_fail('result of sequence function must not have more than 10000 entries', ROW(a, b, step)) THEN NULL END
    WHEN trino_room(8 * abs(CAST(b AS HUGEINT) - a) // abs(coalesce(step, 1))) THEN generate_series(a, b, coalesce(step, CASE WHEN a <= b THEN 1 ELSE -1 END)) END;
CREATE OR REPLACE MACRO trino_time_sequence(a, b, ms, whole) AS CASE
    WHEN NOT whole AND trino_fail('sequence step must be a day interval if start and end values are dates', ROW(a, b, ms)) THEN NULL
    ELSE list_transform(trino_sequence(epoch_ms(a), epoch_ms(b), ms), lambda m: a + to_microseconds((m - epoch_ms(a)) * 1000)) END;
CREATE OR REPLACE MACRO trino_month_sequence(a, b, months) AS
    list_transform(trino_sequence(0, date_sub('month', a, b), months), lambda m: a + to_months(CAST(m AS INTEGER)));

-- Text
CREATE OR REPLACE MACRO trino_chr(n) AS CASE
    WHEN n IS NULL THEN NULL
    WHEN n BETWEEN 0 AND 55295 OR n BETWEEN 57344 AND 1114111 THEN chr(CAST(n AS INTEGER))
    WHEN trino_fail('Not a valid Unicode code point: ' || n, n) THEN NULL END;
-- (DuckDB has a capital ß, and no separator of array_to_string that is not the same for all rows.)
CREATE OR REPLACE MACRO trino_upper(t) AS CASE
    WHEN contains(t, 'ß') THEN replace(upper(replace(t, 'ß', chr(57344))), chr(57344), 'ß') ELSE upper(t) END;
CREATE OR REPLACE MACRO trino_list_text(texts, separator) AS CASE
    WHEN separator IS NULL THEN NULL WHEN len(texts) = 0 THEN ''
    -- Each text is joined to all before it.
    WHEN trino_text_room(list_sum(list_transform(texts, lambda t: strlen(t) + strlen(separator)))) AND trino_square_room(texts) THEN list_reduce(texts, lambda a, b: a || separator || b) END;
CREATE OR REPLACE MACRO trino_listed(t) AS CASE
    WHEN t IS NULL THEN NULL WHEN strlen(t) <= 1048576 THEN t
    WHEN trino_fail('Concatenated string has the length in bytes larger than the maximum output length 1048576', strlen(t)) THEN NULL END;
CREATE OR REPLACE MACRO trino_fitting(t, size, uncaught) AS CASE
    WHEN t IS NULL THEN NULL WHEN length(t) <= size THEN t
    WHEN uncaught THEN CASE WHEN trino_fail_outright('Value ' || t || ' does not fit in varchar(' || size || ')', ROW(t, size)) THEN NULL END
    WHEN trino_fail('Value ' || t || ' cannot be represented as varchar(' || size || ')', ROW(t, size)) THEN NULL END;
CREATE OR REPLACE MACRO trino_double_text(x) AS trino_native_double_text(getvariable('trino_query'), x);
CREATE OR REPLACE MACRO trino_double_digits(x) AS trino_native_double_digits(getvariable('trino_query'), x);
CREATE OR REPLACE MACRO trino_decimal_text(x) AS regexp_replace(CAST(x AS VARCHAR), '^(-?)\.', '\10.');
CREATE OR REPLACE MACRO trino_spaces() AS
    chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(5760)
    || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8200) || chr(8201)
    || chr(8202) || chr(8232) || chr(8233) || chr(8287) || chr(12288);
CREATE OR REPLACE MACRO trino_substr(t, start, size) AS CASE
    WHEN t IS NULL OR start IS NULL OR size IS NULL THEN NULL
    WHEN abs(start) > 2147483647 OR size > 2147483647 THEN CASE WHEN trino_refuse('substr beyond the range of an integer', ROW(t, start, size)) THEN NULL END
    WHEN start = 0 OR size <= 0 OR abs(start) > length(t) THEN ''
    WHEN start > 0 THEN substring(t, start, least(size, length(t)))
    ELSE substring(t, length(t) + start + 1, least(size, length(t))) END;
CREATE OR REPLACE MACRO trino_strpos(t, part) AS CASE
    WHEN t IS NULL OR part IS NULL THEN NULL WHEN part = '' THEN 1 ELSE strpos(t, part) END;
-- An empty search text is found before, between and after all letters.
CREATE OR REPLACE MACRO trino_replace(t, search, replacement) AS CASE
    WHEN t IS NULL OR search IS NULL OR replacement IS NULL THEN NULL
    WHEN NOT trino_text_room(strlen(t) + strlen(replacement) * CASE WHEN search = '' THEN length(t) + 1
        WHEN strlen(replacement) <= strlen(search) THEN 0 ELSE len(string_split(t, search)) - 1 END) THEN NULL
    WHEN search = '' AND trino_letters_room(t) THEN replacement || array_to_string(list_transform(generate_series(1, length(t)), lambda i: substring(t, i, 1) || replacement), '')
    ELSE replace(t, search, replacement) END;
CREATE OR REPLACE MACRO trino_reverse(t) AS CASE WHEN strlen(t) = length(t) THEN reverse(t) WHEN trino_letters_room(t) THEN
    array_to_string(list_transform(generate_series(length(t), 1, -1), lambda i: substring(t, i, 1)), '') END;
CREATE OR REPLACE MACRO trino_split(t, delimiter) AS CASE
    WHEN t IS NULL OR delimiter IS NULL THEN NULL
    WHEN delimiter <> '' AND trino_room(CASE WHEN strlen(t) > 262144 THEN 16 * strlen(t) ELSE 0 END) THEN string_split(t, delimiter)
    WHEN trino_fail('The delimiter may not be the empty string', ROW(t, delimiter)) THEN NULL END;
CREATE OR REPLACE MACRO trino_split_part(t, delimiter, place) AS CASE
    WHEN delimiter = '' AND place > 0 THEN CASE WHEN place <= length(t) THEN trino_substr(t, place, 1) END
    WHEN place > 0 OR place IS NULL THEN list_extract(trino_split(t, delimiter), place)
    WHEN trino_fail('Index must be greater than zero', ROW(t, delimiter, place)) THEN NULL END;
CREATE OR REPLACE MACRO trino_pairs(t, entries) AS CASE
    WHEN t = '' THEN [] WHEN ends_with(t, entries) THEN string_split(t, entries)[:-2] ELSE string_split(t, entries) END;
CREATE OR REPLACE MACRO trino_split_to_map(t, entries, pairs) AS CASE
    WHEN t IS NULL OR entries IS NULL OR pairs IS NULL THEN NULL
    WHEN entries = '' OR pairs = '' OR entries = pairs
        THEN CASE WHEN trino_fail('entryDelimiter and keyValueDelimiter must be given, and not be the same', ROW(t, entries, pairs)) THEN NULL END
    WHEN len(list_filter(trino_pairs(t, entries), lambda e: len(string_split(e, pairs)) <> 2)) > 0
        THEN CASE WHEN trino_fail('Key-value delimiter must appear exactly once in each entry. Bad input: ''' || t || '''', ROW(t, entries, pairs)) THEN NULL END
    ELSE trino_map(list_transform(trino_pairs(t, entries), lambda e: string_split(e, pairs)[1]), list_transform(trino_pairs(t, entries), lambda e: string_split(e, pairs)[2])) END;
CREATE OR REPLACE MACRO trino_like_pattern(pattern) AS CASE
    WHEN pattern IS NULL OR NOT regexp_matches(pattern, '_.*[\x{10000}-\x{10FFFF}]|[\x{10000}-\x{10FFFF}].*_', 's') THEN pattern
    WHEN trino_refuse('LIKE with ''_'' and a character beyond U+FFFF', pattern) THEN NULL END;
CREATE OR REPLACE MACRO trino_regexp_like(t, pattern) AS trino_native_like(getvariable('trino_query'), t, pattern);
CREATE OR REPLACE MACRO trino_regexp_extract(t, pattern, place) AS trino_native_match(getvariable('trino_query'), t, pattern, place);
CREATE OR REPLACE MACRO trino_regexp_extract_all(t, pattern, place) AS trino_native_matches(getvariable('trino_query'), t, pattern, place);
CREATE OR REPLACE MACRO trino_regexp_count(t, pattern) AS trino_native_count(getvariable('trino_query'), t, pattern);
CREATE OR REPLACE MACRO trino_regexp_split(t, pattern) AS trino_native_split(getvariable('trino_query'), t, pattern);
CREATE OR REPLACE MACRO trino_regexp_replace(t, pattern, replacement) AS trino_native_replace(getvariable('trino_query'), t, pattern, replacement);

CREATE OR REPLACE MACRO trino_lpad(t, size, padding) AS CASE
    WHEN t IS NULL OR size IS NULL OR padding IS NULL THEN NULL
    WHEN padding = '' THEN CASE WHEN trino_fail('Padding string must not be empty', ROW(t, padding)) THEN NULL END
    WHEN trino_text_room(size + 0 * strlen(t || padding)) THEN lpad(t, CAST(size AS INTEGER), padding) END;
CREATE OR REPLACE MACRO trino_rpad(t, size, padding) AS CASE
    WHEN t IS NULL OR size IS NULL OR padding IS NULL THEN NULL
    WHEN padding = '' THEN CASE WHEN trino_fail('Padding string must not be empty', ROW(t, padding)) THEN NULL END
    WHEN trino_text_room(size + 0 * strlen(t || padding)) THEN rpad(t, CAST(size AS INTEGER), padding) END;

-- Numbers
CREATE OR REPLACE MACRO trino_divide(a, b) AS CASE WHEN b <> 0 OR b IS NULL THEN a // b WHEN trino_fail('Division by zero', ROW(a, b)) THEN NULL END;
CREATE OR REPLACE MACRO trino_modulo(a, b) AS CASE WHEN b <> 0 OR b IS NULL THEN a % b WHEN trino_fail('Division by zero', ROW(a, b)) THEN NULL END;
-- Outside of Trino's own errors, which TRY catches.
CREATE OR REPLACE MACRO trino_modulo_function(a, b) AS CASE WHEN b <> 0 OR b IS NULL THEN a % b WHEN trino_fail_outright('/ by zero', ROW(a, b)) THEN NULL END;
CREATE OR REPLACE MACRO trino_divide_rounding(a, b) AS CASE
    WHEN b <> 0 OR b IS NULL THEN ((2 * abs(a) + abs(b)) // (2 * abs(b))) * sign(a) * sign(b)
    WHEN trino_fail('Division by zero', ROW(a, b)) THEN NULL END;
CREATE OR REPLACE MACRO trino_round(x, places) AS CASE WHEN isfinite(x) THEN round(x, places) ELSE x END;
CREATE OR REPLACE MACRO trino_ln(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE ln(x) END;
CREATE OR REPLACE MACRO trino_log10(x) AS CASE
    WHEN x IS NULL THEN NULL
    WHEN NOT (x > 0 AND isfinite(x)) THEN trino_ln(x)
    WHEN pow(10, round(log10(x))) = x THEN round(log10(x))
    WHEN trino_refuse('log10 of a number that is no power of ten, whose last digit differs,', x) THEN NULL END;
-- The average of decimals, exact and rounded half up.
CREATE OR REPLACE MACRO trino_average(list, scale) AS
    trino_divide_rounding(list_sum(list_transform(list, lambda e: CAST(e * power(CAST(10 AS HUGEINT), scale) AS HUGEINT))), len(list)) / power(10, scale);
-- DuckDB's NaN is equal to itself and above all; Trino's is neither.
CREATE OR REPLACE MACRO trino_double_equal(a, b) AS CASE WHEN isnan(a) AND isnan(b) THEN FALSE ELSE a = b END;
CREATE OR REPLACE MACRO trino_nan_above(x) AS CASE WHEN isnan(x) THEN CAST('Infinity' AS DOUBLE) ELSE x END;
CREATE OR REPLACE MACRO trino_nan_below(x) AS CASE WHEN isnan(x) THEN CAST('-Infinity' AS DOUBLE) ELSE x END;
CREATE OR REPLACE MACRO trino_double_less(a, b) AS CASE WHEN isnan(b) THEN CASE WHEN a IS NOT NULL THEN FALSE END ELSE a < b END;
CREATE OR REPLACE MACRO trino_double_at_most(a, b) AS CASE WHEN isnan(b) THEN CASE WHEN a IS NOT NULL THEN FALSE END ELSE a <= b END;
CREATE OR REPLACE MACRO trino_greatest_double(list) AS coalesce(list_max(list_filter(list, lambda e: NOT isnan(e))), CAST('NaN' AS DOUBLE));
CREATE OR REPLACE MACRO trino_least_double(list) AS coalesce(list_min(list_filter(list, lambda e: NOT isnan(e))), CAST('NaN' AS DOUBLE));
CREATE OR REPLACE MACRO trino_without_nan(list) AS CASE
    WHEN len(list_filter(list, lambda e: isnan(e))) > 0 AND trino_fail('value is NaN', list) THEN NULL ELSE list END;
-- The value at a share of the sorted values. (Trino estimates it; of few values its estimate is this.)
CREATE OR REPLACE MACRO trino_percentile(list, share) AS CASE
    WHEN share BETWEEN 0 AND 1 THEN list_sort(list)[CAST(least(len(list), floor(share * len(list)) + 1) AS BIGINT)]
    WHEN list IS NOT NULL AND trino_fail('Percentile must be between 0 and 1, and not be null', ROW(list, share)) THEN NULL END;
CREATE OR REPLACE MACRO trino_percentiles(list, shares) AS CASE WHEN list IS NOT NULL AND trino_room(len(list) * len(shares)) THEN list_transform(shares, lambda s: trino_percentile(list, s)) END;

-- Dates and times
CREATE OR REPLACE MACRO trino_zone_name(zone) AS trino_native_zone(getvariable('trino_query'), zone);
-- The moment at which the clock in a zone shows this: the earlier, if it shows it twice.
CREATE OR REPLACE MACRO trino_zone(clock, zone) AS CASE
    WHEN clock IS NULL OR zone IS NULL THEN NULL
    WHEN zone = 'UTC' THEN {'utc': clock, 'zone': zone}
    ELSE {'utc': make_timestamp(trino_native_moment(getvariable('trino_query'), epoch_us(CAST(clock AS TIMESTAMP)), zone)), 'zone': zone} END;
-- What the clock in its zone shows at a moment.
CREATE OR REPLACE MACRO trino_clock(utc, zone) AS CASE
    WHEN zone = 'UTC' THEN utc ELSE make_timestamp(trino_native_clock(getvariable('trino_query'), epoch_us(CAST(utc AS TIMESTAMP)), zone)) END;
CREATE OR REPLACE MACRO trino_local(moment) AS trino_clock(struct_extract(moment, 'utc'), struct_extract(moment, 'zone'));
CREATE OR REPLACE MACRO trino_at_zone(moment, zone) AS CASE
    WHEN moment IS NOT NULL THEN {'utc': struct_extract(moment, 'utc'), 'zone': zone} END;
-- A changed clock back in its zone.
CREATE OR REPLACE MACRO trino_unixtime(seconds) AS CASE
    WHEN isnan(seconds) THEN TIMESTAMP '1970-01-01 00:00:00'
    WHEN abs(seconds) > 1e11 THEN CASE WHEN trino_refuse('from_unixtime of more than a hundred billion seconds', seconds) THEN NULL END
    ELSE make_timestamp(CAST(floor(seconds * 1000 + 0.5) AS BIGINT) * 1000) END;
CREATE OR REPLACE MACRO trino_back_to_zone(clock, moment) AS CASE
    WHEN clock IS NULL OR moment IS NULL THEN NULL
    ELSE {'utc': make_timestamp(trino_native_back(getvariable('trino_query'), epoch_us(CAST(clock AS TIMESTAMP)), epoch_us(CAST(struct_extract(moment, 'utc') AS TIMESTAMP)), struct_extract(moment, 'zone'))),
        'zone': struct_extract(moment, 'zone')} END;
CREATE OR REPLACE MACRO trino_zoned_plus(moment, step) AS CASE
    WHEN moment IS NOT NULL AND step IS NOT NULL THEN {'utc': CAST(struct_extract(moment, 'utc') AS TIMESTAMP) + step, 'zone': struct_extract(moment, 'zone')} END;
-- How many units date_add adds. More than an integer holds is an error of Trino's for a date, which TRY does not catch.
CREATE OR REPLACE MACRO trino_units(n) AS CASE
    WHEN n IS NULL OR n BETWEEN -2147483648 AND 2147483647 THEN n
    WHEN trino_refuse('date_add of more units than an integer holds', n) THEN NULL END;
CREATE OR REPLACE MACRO trino_zoned_trunc(unit, moment) AS
    trino_zoned_plus(moment, date_trunc(unit, trino_local(moment)) - trino_local(moment));
CREATE OR REPLACE MACRO trino_zoned_plus_ms(moment, ms) AS trino_zoned_plus(moment, to_microseconds(ms * 1000));
CREATE OR REPLACE MACRO trino_zoned_plus_months(moment, months) AS
    trino_back_to_zone(trino_local(moment) + to_months(months), moment);
CREATE OR REPLACE MACRO trino_timestamp_plus_ms(moment, ms) AS moment + to_microseconds(ms * 1000);
CREATE OR REPLACE MACRO trino_timestamp_plus_months(moment, months) AS moment + to_months(months);
CREATE OR REPLACE MACRO trino_date_plus_ms(day, ms) AS CASE
    WHEN ms % 86400000 = 0 OR ms IS NULL THEN CAST(day + to_days(CAST(ms // 86400000 AS INTEGER)) AS DATE)
    WHEN trino_fail('Cannot add hour, minutes or seconds to a date', ROW(day, ms)) THEN NULL END;
CREATE OR REPLACE MACRO trino_date_plus_months(day, months) AS CAST(day + to_months(months) AS DATE);
CREATE OR REPLACE MACRO trino_between_ms(a, b) AS epoch_ms(CAST(b AS TIMESTAMP)) - epoch_ms(CAST(a AS TIMESTAMP));
CREATE OR REPLACE MACRO trino_round_time(moment, places) AS
    make_timestamp(CAST(round(epoch_us(CAST(moment AS TIMESTAMP)) / pow(10, 6 - places)) * pow(10, 6 - places) AS BIGINT));
CREATE OR REPLACE MACRO trino_round_zoned(moment, places) AS CASE
    WHEN moment IS NOT NULL THEN {'utc': trino_round_time(struct_extract(moment, 'utc'), places), 'zone': struct_extract(moment, 'zone')} END;
CREATE OR REPLACE MACRO trino_strftime(moment, form) AS CASE
    WHEN moment IS NULL THEN NULL
    WHEN year(moment) BETWEEN 1 AND 9999 THEN strftime(moment, form)
    WHEN trino_refuse('The text of a year before 1 or after 9999', moment) THEN NULL END;
CREATE OR REPLACE MACRO trino_parse_time(t, form) AS make_timestamp(trino_native_time(getvariable('trino_query'), t, form) * 1000);
CREATE OR REPLACE MACRO trino_timestamp_text(moment, places) AS
    trino_strftime(moment, '%Y-%m-%d %H:%M:%S') || CASE WHEN places = 0 THEN '' ELSE '.' || left(strftime(moment, '%f'), places) END;
CREATE OR REPLACE MACRO trino_offset_minutes(moment) AS trino_between_ms(struct_extract(moment, 'utc'), trino_local(moment)) // 60000;
CREATE OR REPLACE MACRO trino_offset_text(moment) AS CASE
    WHEN trino_offset_minutes(moment) = 0 THEN 'Z'
    ELSE CASE WHEN trino_offset_minutes(moment) < 0 THEN '-' ELSE '+' END
        || format('{:02d}:{:02d}', abs(trino_offset_minutes(moment)) // 60, abs(trino_offset_minutes(moment)) % 60) END;

-- CAST from text: only the forms that Trino reads
CREATE OR REPLACE MACRO trino_number_text(t, form, kind) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN form = 'integer' AND regexp_full_match(t, '[+-]?\d+') THEN t
    WHEN form = 'decimal' AND regexp_full_match(t, '[+-]?(\d+\.?\d*|\.\d+)') THEN t
    WHEN form = 'double' AND regexp_full_match(t, '\s*([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?|NaN|[+-]?Infinity|[+-]NaN)\s*')
        THEN CASE WHEN contains(t, 'y') THEN trim(t, trino_spaces()) ELSE rtrim(trim(t, trino_spaces()), 'dDfF') END
    WHEN regexp_matches(t, '^\s*[+-]?0[xX]|^[+-]?[\d.]+[eE]|[^ -~]') AND form <> 'integer' THEN CASE WHEN trino_refuse('The text ''' || t || ''' as a number', ROW(t, form)) THEN NULL END
    WHEN trino_fail('Cannot cast ''' || t || ''' to ' || kind, ROW(t, form, kind)) THEN NULL END;
CREATE OR REPLACE MACRO trino_text_to_boolean(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN lower(t) IN ('true', 't', '1') THEN TRUE
    WHEN lower(t) IN ('false', 'f', '0') THEN FALSE
    WHEN trino_fail('Cannot cast ''' || t || ''' to BOOLEAN', t) THEN NULL END;
CREATE OR REPLACE MACRO trino_text_to_date(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(trim(t), '\d{4}-\d{1,2}-\d{1,2}') AND TRY_CAST(trim(t) AS DATE) IS NOT NULL THEN CAST(trim(t) AS DATE)
    WHEN regexp_matches(t, '^\s*[+-]\d|^\s*\d{5,}-|^[\t\n\r]|[\t\n\r]$') THEN CASE WHEN trino_refuse('The text ''' || t || ''' as a date', t) THEN NULL END
    WHEN trino_fail('Value cannot be cast to date: ' || t, t) THEN NULL END;
CREATE OR REPLACE MACRO trino_iso_date(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(t, '\d{4}-\d\d-\d\d') THEN trino_text_to_date(t)
    WHEN regexp_full_match(t, '[+-]?\d[\dW-]*') THEN CASE WHEN trino_refuse('from_iso8601_date of ''' || t || '''', t) THEN NULL END
    WHEN trino_fail('Invalid format: "' || t || '"', t) THEN NULL END;
CREATE OR REPLACE MACRO trino_time_form() AS '\d{4}-\d{1,2}-\d{1,2}( ([01]?\d|2[0-3]):\d\d(:\d\d(\.\d{1,6})?)?)?( ?[+-]\d\d:\d\d| [A-Za-z][\w/]*)?';
CREATE OR REPLACE MACRO trino_text_to_timestamp(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(t, trino_time_form()) AND TRY_CAST(regexp_extract(t, '^[\d-]+( [\d:.]+)?') AS TIMESTAMP) IS NOT NULL
        THEN CAST(regexp_extract(t, '^[\d-]+( [\d:.]+)?') AS TIMESTAMP)
    WHEN regexp_matches(t, '^\s*[+-]?\d{4,}-\d{1,2}-\d{1,2}(\s|$)') AND NOT regexp_full_match(t, trino_time_form() || '|\S+ (24|[3-9]\d):.*')
        THEN CASE WHEN trino_refuse('The text ''' || t || ''' as a time', t) THEN NULL END
    WHEN trino_fail('Value cannot be cast to timestamp: ' || t, t) THEN NULL END;
CREATE OR REPLACE MACRO trino_text_to_zoned(t) AS
    trino_zone(trino_text_to_timestamp(t), trino_zone_name(coalesce(nullif(regexp_extract(t, ' [\d:.]+ ?([+-]\d\d:\d\d|[A-Za-z][\w/]*)$', 1), ''), 'UTC')));
CREATE OR REPLACE MACRO trino_iso8601_local(day, hours) AS
    CAST(day || ' ' || CASE length(hours) WHEN 0 THEN '00:00:00' WHEN 2 THEN hours || ':00:00' WHEN 5 THEN hours || ':00' ELSE left(hours, 12) END AS TIMESTAMP);
CREATE OR REPLACE MACRO trino_from_iso8601(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(t, '\d{4}-\d\d-\d\d(T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,3})?)?)?(Z|[+-]\d\d:\d\d)?)?') AND TRY_CAST(left(t, 10) AS DATE) IS NOT NULL
        THEN trino_zone(trino_iso8601_local(left(t, 10), regexp_extract(t, 'T([\d:.]+)', 1)), trino_zone_name(coalesce(nullif(regexp_extract(t, 'T[\d:.]+(Z|[+-][\d:]+)$', 1), ''), 'UTC')))
    WHEN regexp_matches(t, '^\s*[+-]?\d+(-?\w|T|$)') AND NOT regexp_full_match(t, '\d{4}-\d\d-\d\d(T[\d:.]+Z)?') AND NOT contains(t, ' ')
        THEN CASE WHEN trino_refuse('from_iso8601_timestamp of ''' || t || '''', t) THEN NULL END
    WHEN trino_fail('Invalid format: "' || t || '"', t) THEN NULL END;

-- JSON. DuckDB reads what it finds as Trino does, our own functions the rest: numbers, escapes, a text that is no JSON.
CREATE OR REPLACE MACRO trino_json_extract_slowly(j, steps) AS trino_native_json_extract(getvariable('trino_query'), j, steps);
CREATE OR REPLACE MACRO trino_json_extract(j, path, steps) AS CASE
    WHEN NOT json_valid(j) THEN trino_json_extract_slowly(j, steps)
    ELSE list_transform([CAST(json_extract(j, path) AS VARCHAR)], lambda found: CASE
        WHEN regexp_matches(found, '[\\\x{10000}-\x{10FFFF}]|\d[.eE]|\d{17}|-0') THEN trino_json_extract_slowly(j, steps)
        ELSE found END)[1] END;
CREATE OR REPLACE MACRO trino_json_scalar_slowly(j, steps) AS trino_native_json_scalar(getvariable('trino_query'), j, steps);
CREATE OR REPLACE MACRO trino_json_scalar(j, path, steps) AS CASE
    WHEN NOT json_valid(j) THEN trino_json_scalar_slowly(j, steps)
    -- The whole is read twice, what is found in it as often as need be.
    ELSE list_transform([json_extract(j, path)], lambda found: CASE
        WHEN json_type(found) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL
        WHEN json_type(found) IN ('VARCHAR', 'BOOLEAN', 'UBIGINT') THEN json_extract_string(found, '$')
        WHEN found IS NOT NULL THEN trino_json_scalar_slowly(j, steps) END)[1] END;
CREATE OR REPLACE MACRO trino_json_size(j, steps) AS trino_native_json_size(getvariable('trino_query'), j, steps);
CREATE OR REPLACE MACRO trino_json_parse(t) AS trino_native_json_parse(getvariable('trino_query'), t);
CREATE OR REPLACE MACRO trino_json_array_length(j) AS trino_native_json_length(getvariable('trino_query'), j);
CREATE OR REPLACE MACRO trino_json_array_get(j, place) AS trino_native_json_get(getvariable('trino_query'), j, place);
CREATE OR REPLACE MACRO trino_json_array_contains(j, wanted, kind) AS trino_native_json_contains(getvariable('trino_query'), j, wanted, kind);
CREATE OR REPLACE MACRO trino_is_json_scalar(j) AS CASE
    WHEN j IS NULL THEN NULL
    WHEN json_valid(j) THEN json_type(j) NOT IN ('OBJECT', 'ARRAY')
    WHEN trino_refuse('is_json_scalar of a text that is no JSON', j) THEN NULL END;
CREATE OR REPLACE MACRO trino_json_string(t) AS trino_native_json_string(getvariable('trino_query'), t);
CREATE OR REPLACE MACRO trino_double_json(x) AS CASE
    WHEN x IS NULL THEN NULL
    WHEN isfinite(x) THEN trino_native_double_java(getvariable('trino_query'), x)
    WHEN trino_refuse('CAST AS JSON of NaN or an infinite number', x) THEN NULL END;

-- CAST from JSON
CREATE OR REPLACE MACRO trino_json_keys(j) AS trino_native_json_keys(getvariable('trino_query'), j);
CREATE OR REPLACE MACRO trino_json_values(j, kind) AS trino_native_json_values(getvariable('trino_query'), j, kind);
CREATE OR REPLACE MACRO trino_json_text(j) AS CASE json_type(j)
    WHEN 'NULL' THEN NULL
    WHEN 'DOUBLE' THEN trino_double_text(CAST(j AS DOUBLE))
    WHEN 'OBJECT' THEN CASE WHEN trino_fail('Cannot cast ''' || j || ''' to varchar', j) THEN NULL END
    WHEN 'ARRAY' THEN CASE WHEN trino_fail('Cannot cast ''' || j || ''' to varchar', j) THEN NULL END
    ELSE json_extract_string(j, '$') END;
CREATE OR REPLACE MACRO trino_json_number(j, form, kind) AS CASE json_type(j)
    WHEN 'NULL' THEN NULL
    WHEN 'BOOLEAN' THEN CASE WHEN j = 'true' THEN '1' ELSE '0' END
    WHEN 'DOUBLE' THEN CASE WHEN form = 'integer' THEN CAST(CAST(round(CAST(j AS DOUBLE)) AS BIGINT) AS VARCHAR) ELSE j END
    WHEN 'OBJECT' THEN CASE WHEN trino_fail('Cannot cast ''' || j || ''' to ' || lower(kind), ROW(j, kind)) THEN NULL END
    WHEN 'ARRAY' THEN CASE WHEN trino_fail('Cannot cast ''' || j || ''' to ' || lower(kind), ROW(j, kind)) THEN NULL END
    ELSE trino_number_text(json_extract_string(j, '$'), form, kind) END;
CREATE OR REPLACE MACRO trino_json_to_boolean(j) AS CASE
    WHEN regexp_full_match(j, '-?\d{19,}') AND TRY_CAST(j AS BIGINT) IS NULL AND trino_fail('Cannot cast ''' || j || ''' to boolean', j) THEN NULL
    ELSE CASE json_type(j)
    WHEN 'NULL' THEN NULL
    WHEN 'VARCHAR' THEN trino_text_to_boolean(json_extract_string(j, '$'))
    WHEN 'BOOLEAN' THEN j = 'true'
    ELSE CAST(trino_json_number(j, 'double', 'boolean') AS DOUBLE) <> 0 END END;
