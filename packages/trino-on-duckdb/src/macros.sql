-- What Trino's functions mean, where DuckDB's own mean something else: https://trino.io/docs/435/functions.html
-- A timestamp with time zone is {'utc': TIMESTAMP, 'zone': VARCHAR}; an interval is its milliseconds, or its months;
-- JSON is its text.

-- Fails with a message, for these values. (DuckDB's error() cannot stand inside TRY; a text that is no truth value can.
-- It must depend on the values: what is the same for all rows DuckDB works out beforehand, and fails where no row does.)
CREATE OR REPLACE MACRO trino_fail(message, subject) AS
    CAST('trino: ' || message || left(CAST(hash(subject) AS VARCHAR), 0) AS BOOLEAN);

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
    WHEN place <> 0 THEN list_extract(list, place)
    WHEN trino_fail('SQL array indices start at 1', ROW(list, place)) THEN NULL END;
CREATE OR REPLACE MACRO trino_has_null(list) AS len(list_filter(list, lambda e: e IS NULL)) > 0;
CREATE OR REPLACE MACRO trino_in_list(list, item) AS CASE WHEN item IS NULL THEN trino_has_null(list) ELSE list_contains(list, item) END;
CREATE OR REPLACE MACRO trino_contains(list, item) AS CASE
    WHEN list IS NULL OR item IS NULL THEN NULL
    WHEN list_contains(list, item) THEN TRUE
    WHEN trino_has_null(list) THEN NULL ELSE FALSE END;
-- Keeps the first of each, in order. (DuckDB's list_distinct keeps no order, and no NULL.)
CREATE OR REPLACE MACRO trino_distinct(list) AS
    list_filter(list, lambda e, i: CASE WHEN e IS NULL THEN NOT trino_has_null(list[:i - 1]) ELSE list_position(list, e) = i END);
CREATE OR REPLACE MACRO trino_slice(list, start, size) AS CASE
    WHEN start > 0 THEN list[start:start + size - 1]
    WHEN start < 0 THEN CASE WHEN -start <= len(list) THEN list[len(list) + start + 1:len(list) + start + size] ELSE list[1:0] END
    WHEN trino_fail('SQL array indices start at 1', ROW(list, start, size)) THEN NULL END;
CREATE OR REPLACE MACRO trino_any(tests) AS CASE
    WHEN tests IS NULL THEN NULL WHEN list_contains(tests, TRUE) THEN TRUE WHEN trino_has_null(tests) THEN NULL ELSE FALSE END;
CREATE OR REPLACE MACRO trino_all(tests) AS CASE
    WHEN tests IS NULL THEN NULL WHEN list_contains(tests, FALSE) THEN FALSE WHEN trino_has_null(tests) THEN NULL ELSE TRUE END;
CREATE OR REPLACE MACRO trino_map(keys, items) AS CASE
    WHEN len(list_distinct(keys)) = len(keys) THEN map(keys, items)
    WHEN keys IS NULL OR items IS NULL THEN NULL
    WHEN trino_fail('Duplicate map keys are not allowed', ROW(keys, items)) THEN NULL END;

-- Text
CREATE OR REPLACE MACRO trino_spaces() AS
    chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(5760)
    || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8200) || chr(8201)
    || chr(8202) || chr(8232) || chr(8233) || chr(8287) || chr(12288);
CREATE OR REPLACE MACRO trino_substr(t, start, size) AS CASE
    WHEN t IS NULL OR start IS NULL OR size IS NULL THEN NULL
    WHEN start = 0 OR size <= 0 OR -start > length(t) THEN ''
    WHEN start > 0 THEN substring(t, start, size)
    ELSE substring(t, length(t) + start + 1, size) END;
CREATE OR REPLACE MACRO trino_strpos(t, part) AS CASE
    WHEN t IS NULL OR part IS NULL THEN NULL WHEN part = '' THEN 1 ELSE strpos(t, part) END;
-- An empty search text is found before, between and after all letters.
CREATE OR REPLACE MACRO trino_replace(t, search, replacement) AS CASE
    WHEN t IS NULL OR search IS NULL OR replacement IS NULL THEN NULL
    WHEN search = '' THEN replacement || array_to_string(list_transform(generate_series(1, length(t)), lambda i: substring(t, i, 1) || replacement), '')
    ELSE replace(t, search, replacement) END;
CREATE OR REPLACE MACRO trino_reverse(t) AS
    array_to_string(list_transform(generate_series(length(t), 1, -1), lambda i: substring(t, i, 1)), '');
CREATE OR REPLACE MACRO trino_split(t, delimiter) AS CASE
    WHEN delimiter <> '' THEN string_split(t, delimiter)
    WHEN trino_fail('The delimiter may not be the empty string', ROW(t, delimiter)) THEN NULL END;
CREATE OR REPLACE MACRO trino_split_part(t, delimiter, place) AS CASE
    WHEN place > 0 THEN list_extract(trino_split(t, delimiter), place)
    WHEN trino_fail('Index must be greater than zero', ROW(t, delimiter, place)) THEN NULL END;
CREATE OR REPLACE MACRO trino_join(parts) AS CASE
    WHEN parts[1] IS NOT NULL THEN array_to_string(list_filter(parts[2:], lambda e: e IS NOT NULL), parts[1]) END;
CREATE OR REPLACE MACRO trino_split_to_map(t, entries, pairs) AS
    trino_map(list_transform(string_split(t, entries), lambda e: string_split(e, pairs)[1]), list_transform(string_split(t, entries), lambda e: string_split(e, pairs)[2]));
CREATE OR REPLACE MACRO trino_regexp_extract(t, pattern, place) AS CASE
    WHEN regexp_matches(t, pattern) THEN regexp_extract(t, pattern, place) END;

-- Numbers
CREATE OR REPLACE MACRO trino_divide(a, b) AS CASE WHEN b <> 0 THEN a // b WHEN trino_fail('Division by zero', ROW(a, b)) THEN NULL END;
CREATE OR REPLACE MACRO trino_modulo(a, b) AS CASE WHEN b <> 0 THEN a % b WHEN trino_fail('Division by zero', ROW(a, b)) THEN NULL END;
CREATE OR REPLACE MACRO trino_divide_rounding(a, b) AS CASE
    WHEN b <> 0 THEN ((2 * abs(a) + abs(b)) // (2 * abs(b))) * sign(a) * sign(b)
    WHEN trino_fail('Division by zero', ROW(a, b)) THEN NULL END;
CREATE OR REPLACE MACRO trino_round(x) AS round(x);
-- The value at a share of the sorted values. (Trino estimates it; of few values its estimate is this.)
CREATE OR REPLACE MACRO trino_percentile(list, share) AS
    list_sort(list)[CAST(least(len(list), floor(share * len(list)) + 1) AS BIGINT)];
CREATE OR REPLACE MACRO trino_percentiles(list, shares) AS list_transform(shares, lambda s: trino_percentile(list, s));

-- Dates and times
-- A zone as a result shows it.
CREATE OR REPLACE MACRO trino_zone_name(zone) AS CASE WHEN zone IN ('', 'Z', '+00:00', '-00:00') THEN 'UTC' ELSE zone END;
CREATE OR REPLACE MACRO trino_is_offset(zone) AS regexp_full_match(zone, '[+-]\d\d:\d\d');
CREATE OR REPLACE MACRO trino_offset(zone) AS
    INTERVAL 1 MINUTE * (CAST(zone[1] || '1' AS INTEGER) * (CAST(zone[2:3] AS INTEGER) * 60 + CAST(zone[5:6] AS INTEGER)));
-- The moment at which the clock in a zone shows this.
CREATE OR REPLACE MACRO trino_zone(clock, zone) AS CASE
    WHEN clock IS NULL OR zone IS NULL THEN NULL
    WHEN zone = 'UTC' THEN {'utc': clock, 'zone': zone}
    WHEN trino_is_offset(zone) THEN {'utc': clock - trino_offset(zone), 'zone': zone}
    ELSE {'utc': timezone('UTC', timezone(zone, clock)), 'zone': zone} END;
-- What the clock in its zone shows at a moment.
CREATE OR REPLACE MACRO trino_clock(utc, zone) AS CASE
    WHEN zone = 'UTC' THEN utc
    WHEN trino_is_offset(zone) THEN utc + trino_offset(zone)
    ELSE timezone(zone, timezone('UTC', utc)) END;
CREATE OR REPLACE MACRO trino_local(moment) AS trino_clock(struct_extract(moment, 'utc'), struct_extract(moment, 'zone'));
CREATE OR REPLACE MACRO trino_at_zone(moment, zone) AS CASE
    WHEN trino_clock(struct_extract(moment, 'utc'), trino_zone_name(zone)) IS NOT NULL
        THEN {'utc': struct_extract(moment, 'utc'), 'zone': trino_zone_name(zone)} END;
CREATE OR REPLACE MACRO trino_zoned_plus(moment, step) AS CASE
    WHEN moment IS NOT NULL THEN {'utc': struct_extract(moment, 'utc') + step, 'zone': struct_extract(moment, 'zone')} END;
CREATE OR REPLACE MACRO trino_zoned_plus_ms(moment, ms) AS trino_zoned_plus(moment, to_microseconds(ms * 1000));
CREATE OR REPLACE MACRO trino_zoned_plus_months(moment, months) AS
    trino_zone(trino_local(moment) + to_months(months), struct_extract(moment, 'zone'));
CREATE OR REPLACE MACRO trino_timestamp_plus_ms(moment, ms) AS moment + to_microseconds(ms * 1000);
CREATE OR REPLACE MACRO trino_timestamp_plus_months(moment, months) AS moment + to_months(months);
CREATE OR REPLACE MACRO trino_date_plus_ms(day, ms) AS CASE
    WHEN ms % 86400000 = 0 THEN CAST(day + to_days(CAST(ms // 86400000 AS INTEGER)) AS DATE)
    WHEN trino_fail('Cannot add hour, minutes or seconds to a date', ROW(day, ms)) THEN NULL END;
CREATE OR REPLACE MACRO trino_date_plus_months(day, months) AS CAST(day + to_months(months) AS DATE);
CREATE OR REPLACE MACRO trino_between_ms(a, b) AS epoch_ms(CAST(b AS TIMESTAMP)) - epoch_ms(CAST(a AS TIMESTAMP));
CREATE OR REPLACE MACRO trino_round_time(moment, places) AS
    make_timestamp(CAST(round(epoch_us(moment) / pow(10, 6 - places)) * pow(10, 6 - places) AS BIGINT));
CREATE OR REPLACE MACRO trino_timestamp_text(moment, places) AS
    strftime(moment, '%Y-%m-%d %H:%M:%S') || CASE WHEN places = 0 THEN '' ELSE '.' || left(strftime(moment, '%f'), places) END;
CREATE OR REPLACE MACRO trino_offset_minutes(moment) AS trino_between_ms(struct_extract(moment, 'utc'), trino_local(moment)) // 60000;
CREATE OR REPLACE MACRO trino_offset_text(moment) AS CASE
    WHEN trino_offset_minutes(moment) = 0 THEN 'Z'
    ELSE CASE WHEN trino_offset_minutes(moment) < 0 THEN '-' ELSE '+' END
        || format('{:02d}:{:02d}', abs(trino_offset_minutes(moment)) // 60, abs(trino_offset_minutes(moment)) % 60) END;

-- CAST from text: only the forms that Trino reads
CREATE OR REPLACE MACRO trino_number_text(t, form, kind) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN form = 'integer' AND regexp_full_match(t, '[+-]?\d+') THEN t
    WHEN form = 'number' AND regexp_full_match(t, '\s*([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|NaN|[+-]?Infinity)\s*') THEN trim(t, trino_spaces())
    WHEN trino_fail('Cannot cast ''' || t || ''' to ' || kind, ROW(t, form, kind)) THEN NULL END;
CREATE OR REPLACE MACRO trino_text_to_boolean(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN lower(t) IN ('true', 't', '1') THEN TRUE
    WHEN lower(t) IN ('false', 'f', '0') THEN FALSE
    WHEN trino_fail('Cannot cast ''' || t || ''' to BOOLEAN', t) THEN NULL END;
CREATE OR REPLACE MACRO trino_text_to_date(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(trim(t), '\d{4}-\d{1,2}-\d{1,2}') THEN CAST(trim(t) AS DATE)
    WHEN trino_fail('Value cannot be cast to date: ' || t, t) THEN NULL END;
CREATE OR REPLACE MACRO trino_text_to_timestamp(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(t, '\d{4}-\d{1,2}-\d{1,2}( \d{1,2}:\d\d(:\d\d(\.\d{1,12})?)?( ?[+-]\d\d:\d\d| [A-Za-z][\w/]*)?)?')
        THEN CAST(regexp_extract(t, '^[\d-]+( [\d:.]+)?') AS TIMESTAMP)
    WHEN trino_fail('Value cannot be cast to timestamp: ' || t, t) THEN NULL END;
CREATE OR REPLACE MACRO trino_text_to_zoned(t) AS
    trino_zone(trino_text_to_timestamp(t), coalesce(nullif(regexp_extract(t, ' [\d:.]+ ?([+-]\d\d:\d\d|[A-Za-z][\w/]*)$', 1), ''), 'UTC'));
CREATE OR REPLACE MACRO trino_iso8601_local(day, hours) AS
    CAST(day || ' ' || CASE length(hours) WHEN 0 THEN '00:00:00' WHEN 2 THEN hours || ':00:00' WHEN 5 THEN hours || ':00' ELSE left(hours, 12) END AS TIMESTAMP);
CREATE OR REPLACE MACRO trino_from_iso8601(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(t, '\d{4}-\d\d-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?)?')
        THEN trino_zone(trino_iso8601_local(left(t, 10), regexp_extract(t, 'T([\d:.]+)', 1)), trino_zone_name(regexp_extract(t, 'T[\d:.]+(Z|[+-][\d:]+)$', 1)))
    WHEN trino_fail('Invalid format: "' || t || '"', t) THEN NULL END;

-- JSON. What is not JSON has no parts; a scalar's text is that of a text, number or truth value alone.
CREATE OR REPLACE MACRO trino_json_extract(j, path) AS CASE WHEN json_valid(j) THEN CAST(json_extract(j, path) AS VARCHAR) END;
CREATE OR REPLACE MACRO trino_json_scalar(j, path) AS CASE
    WHEN json_valid(j) AND json_type(j, path) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN json_extract_string(j, path) END;
CREATE OR REPLACE MACRO trino_json_size(j, path) AS CASE
    WHEN json_valid(j) THEN CASE json_type(j, path)
        WHEN 'OBJECT' THEN len(json_keys(j, path)) WHEN 'ARRAY' THEN CAST(json_array_length(j, path) AS BIGINT)
        WHEN NULL THEN NULL ELSE CASE WHEN json_type(j, path) IS NOT NULL THEN 0 END END END;
CREATE OR REPLACE MACRO trino_json_parse(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN json_valid(t) THEN trino_canonical(t)
    WHEN trino_fail('Cannot convert value to JSON: ''' || t || '''', t) THEN NULL END;
CREATE OR REPLACE MACRO trino_json_array_length(j) AS CASE
    WHEN json_valid(j) AND json_type(j) = 'ARRAY' THEN CAST(json_array_length(j) AS BIGINT) END;
CREATE OR REPLACE MACRO trino_json_elements(j) AS CASE
    WHEN json_valid(j) AND json_type(j) = 'ARRAY' THEN list_transform(json_extract(j, '$[*]'), lambda e: CAST(e AS VARCHAR)) END;
CREATE OR REPLACE MACRO trino_json_array_contains(j, wanted, kind) AS CASE
    WHEN json_valid(j) AND json_type(j) = 'ARRAY' THEN len(list_filter(CAST(json_extract(j, '$[*]') AS JSON[]), lambda e: json_type(e) = kind AND json_extract_string(e, '$') = wanted)) > 0 END;
CREATE OR REPLACE MACRO trino_is_json_scalar(j) AS CASE
    WHEN j IS NULL THEN NULL
    WHEN json_valid(j) THEN json_type(j) NOT IN ('OBJECT', 'ARRAY')
    WHEN trino_fail('Invalid JSON value: ' || j, j) THEN NULL END;
CREATE OR REPLACE MACRO trino_to_json(x) AS CASE WHEN x IS NOT NULL THEN CAST(to_json(x) AS VARCHAR) END;

-- CAST from JSON
CREATE OR REPLACE MACRO trino_json_text(j) AS CASE json_type(j)
    WHEN 'NULL' THEN NULL
    WHEN 'DOUBLE' THEN trino_double_text(CAST(j AS DOUBLE))
    WHEN 'OBJECT' THEN CASE WHEN trino_fail('Cannot cast ''' || j || ''' to varchar', j) THEN NULL END
    WHEN 'ARRAY' THEN CASE WHEN trino_fail('Cannot cast ''' || j || ''' to varchar', j) THEN NULL END
    ELSE json_extract_string(j, '$') END;
CREATE OR REPLACE MACRO trino_json_number(j, kind) AS CASE json_type(j)
    WHEN 'NULL' THEN NULL
    WHEN 'BOOLEAN' THEN CASE WHEN j = 'true' THEN 1 ELSE 0 END
    WHEN 'OBJECT' THEN CASE WHEN trino_fail('Cannot cast ''' || j || ''' to ' || lower(kind), ROW(j, kind)) THEN NULL END
    WHEN 'ARRAY' THEN CASE WHEN trino_fail('Cannot cast ''' || j || ''' to ' || lower(kind), ROW(j, kind)) THEN NULL END
    ELSE CAST(trino_number_text(json_extract_string(j, '$'), 'number', kind) AS DOUBLE) END;
CREATE OR REPLACE MACRO trino_json_to_boolean(j) AS CASE json_type(j)
    WHEN 'NULL' THEN NULL
    WHEN 'VARCHAR' THEN trino_text_to_boolean(json_extract_string(j, '$'))
    WHEN 'BOOLEAN' THEN j = 'true'
    ELSE trino_json_number(j, 'boolean') <> 0 END;
CREATE OR REPLACE MACRO trino_json_entries(j) AS CASE
    WHEN json_type(j) = 'OBJECT' THEN list_transform(json_keys(j), lambda k: {'key': k, 'value': CAST(json_extract(j, '$."' || k || '"') AS VARCHAR)}) END;
