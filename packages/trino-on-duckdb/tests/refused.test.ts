import { expect } from "chai";
import { elsewhere, failure, id, openDatabase, type Database } from "./support";

const notASelect = "Only SELECT statements are run";
const notATable = "does not exist";
const onlyTables = "Only tables can be read";

/** A query, and a part of the reason that names what is wrong with it. */
const refused: readonly (readonly [string, string])[] = [
    // No query
    ["", "The query is empty."],
    ["  -- nothing but a comment", "The query is empty."],
    ["drop table x", `${notASelect} (WITH … SELECT included); this one begins with 'drop'.`],
    [`insert into "${id}" select 1`, notASelect],
    [`delete from "${id}"`, notASelect],
    ["create table x as select 1", notASelect],
    ["copy (select 1) to '/tmp/x'", notASelect],
    ["attach '/tmp/x.db'", notASelect],
    ["pragma version", notASelect],
    ["set threads = 1", notASelect],
    ["install httpfs", notASelect],
    ["load httpfs", notASelect],
    ["call pragma_version()", notASelect],
    ["explain select 1", notASelect],
    ["show tables", notASelect],
    ["values 1", notASelect],
    [`from "${id}"`, notASelect],
    ["select 1; select 2", "A query is one statement: there is more after the first ';'."],
    ["select 1; drop table x", "A query is one statement"],
    [`with x as (delete from "${id}" returning 1) select * from x`, "A query of the kind DELETE"],
    [`with x as (insert into "${id}" values (1)) select * from x`, "A query of the kind INSERT"],
    [`select * into x from "${id}"`, "INTO in SELECT"],

    // Other tables, files
    [
        "select * from read_csv('/etc/passwd')",
        `${onlyTables}: FROM takes a table, a WITH name or a subquery, and this is the table function 'read_csv'.`,
    ],
    ["select * from glob('/etc/*')", "'glob'"],
    ["select * from duckdb_settings()", "'duckdb_settings'"],
    ["select * from duckdb_settings() s", "'duckdb_settings'"],
    [`select * from "${id}", read_text('/etc/passwd') t`, "'read_text'"],
    ["select * from '/etc/passwd'", notATable],
    ['select * from "/etc/passwd"', notATable],
    ["select * from information_schema.tables", `Table 'information_schema.tables' ${notATable}`],
    ["select * from duckdb_tables", notATable],
    ["select * from sqlite_master", notATable],
    ["select * from pg_class", notATable],
    ["select * from staging", notATable],
    ["select * from temp.staging", notATable],
    [`select * from main."${id}"`, notATable],
    [`select * from memory.main."${id}"`, notATable],
    ["select * from 00000000-0000-0000-0000-000000000000", notATable],
    [`select (select max(table_name) from information_schema.tables)`, notATable],
    [`select 1 where exists (select 1 from duckdb_tables)`, notATable],
    [`select 1 in (select 1 from duckdb_tables)`, notATable],
    [`select 1 union select 1 from duckdb_tables`, notATable],
    [`with t as (select * from duckdb_tables) select * from t`, notATable],
    ["select * from (pivot duckdb_tables on x)", "A query of the kind PIVOT"],

    // Functions and settings
    ["select getenv('HOME')", "Function 'getenv' not registered"],
    ["select current_setting('threads')", "Function 'current_setting' not registered"],
    ["select read_text('/etc/passwd')", "Function 'read_text' not registered"],
    ["select * from unnest(glob('/etc/*'))", "Function 'glob' not registered"],
    ["select query('select 1')", "Function 'query' not registered"],
    ["select nextval('x')", "Function 'nextval' not registered"],
    ["select error('x')", "Function 'error' not registered"],
    ["select trino_fail('x', 1)", "Function 'trino_fail' not registered"],
    ["select zz_trino_now()", "mismatched input 'zz_trino_now'"],
    ["select lower(getenv('HOME'))", "Function 'getenv' not registered"],
    ["select count(getenv('HOME'))", "Function 'getenv' not registered"],
    ["select rank() over (order by getenv('HOME'))", "Function 'getenv' not registered"],
    ["select transform(array['a'], x -> getenv(x))", "Function 'getenv' not registered"],
    ["select 1 where not getenv('HOME') like 'x'", "Function 'getenv' not registered"],
    ["select current_user", `Function 'current_user': ${elsewhere}.`],
    ["select uuid()", `Function 'uuid': ${elsewhere}.`],
    ["select typeof(1)", `Function 'typeof': ${elsewhere}.`],
    ["select json_value('{}', 'lax $.a')", `Function 'json_value': ${elsewhere}.`],
    ["select reduce(array[1], 0, (s, x) -> s + x, s -> s)", `Function 'reduce': ${elsewhere}.`],
    ["select grouping(1)", "The arguments to GROUPING() must be expressions referenced by the GROUP BY"],
    ["select getenv('HOME') over ()", "Function 'getenv' not registered"],

    // What the parser takes, and Trino does not
    ["select a::varchar", "line 1:9: mismatched input '::varchar'"],
    ["select `a`", "mismatched input '`a`'"],
    ["select 1 ~ 2", "mismatched input '~'"],
    ["select {'a': 1}", "mismatched input '{'a':'"],
    ["select ?", "mismatched input '?'"],
    ["select 'a' 'b'", "mismatched input 'b'"],
    ["select 'a' ilike 'b'", "mismatched input 'ilike'"],
    ["select 'open", "mismatched input ''open'"],
    ["select X'65'", `line 1:8: 'X'65'': ${elsewhere}.`],
    ["select [1]", "BRACKET NOTATION in ARRAY FUNC"],
    ["select * from (from (select 1))", "mismatched input 'from'"],
    ["select 1 is true", "Function 'is_true' not registered"],
    ["select 9999999999999999999", "Invalid numeric literal"],
    ["select 'a\u0001b'", "the query holds a control character"],
    ["select a -> 1", "LAMBDA"],
    ["select 1 qualify 1", "line 1:10: mismatched input 'qualify'"],
    ["select 1,\nfrom", "line 2:1: mismatched input 'from'"],
    ["select 1 from (select 2", "Expected RParen"],
    [`select ${"(".repeat(4000)}1${")".repeat(4000)}`, "NESTING_DEPTH"],

    // What Trino knows, and this translation does not: named, never dropped
    [`select * exclude (eventid) from "${id}"`, "mismatched input 'exclude'"],
    [`select top 5 eventid from "${id}"`, "TOP in SELECT"],
    [`select distinct on (eventid) eventid from "${id}"`, "DISTINCT ON in SELECT"],
    [`select eventid from "${id}" group by all eventid`, "GROUP BY ALL: "],
    ["select x from (values 1) t(x) group by distinct rollup(x), rollup(x)", "GROUP BY DISTINCT: "],
    ["select cast(-0e0 as varchar)", "The number -0e0: "],
    [
        "select to_iso8601(date '0001-01-01' - interval '2' year)",
        "The text of a year before 1 or after 9999: ",
    ],
    ["select split('a,b', ',', 2)", "split(varchar, varchar, integer): "],
    ["select regexp_replace('ab', 'b', x -> x[1])", "regexp_replace(varchar, varchar, <function>): "],
    [
        "select approx_percentile(x, y) from (values (1, 0.5)) t(x, y)",
        "approx_percentile of a share that is not a number",
    ],
    [
        "select json_query('{}', 'lax $' with array wrapper)",
        `; what is SQL of Trino nevertheless: ${elsewhere}.`,
    ],
    [`select * from "${id}" tablesample bernoulli (10)`, "TABLE SAMPLE in TABLE"],
    [`select * from "${id}" for version as of 3`, "VERSION in TABLE"],
    [`select * from "${id}" natural join "${id}"`, "NATURAL JOIN"],
    [`select * from "${id}" a asof join "${id}" b on true`, "ASOF JOIN"],
    ["with recursive t(n) as (select 1) select * from t", "RECURSIVE in WITH"],
    ["select 1 union select 2 intersect select 3", "INTERSECT beside UNION or EXCEPT without parentheses"],
    ["select 1 intersect select 2 union select 3 intersect select 4", "INTERSECT beside UNION"],
    ["select * from (select 1 a), lateral (select a) x", "LATERAL in SUBQUERY"],
    ["select cast(1 as foo)", "Unknown type: foo"],
    ["select cast(1 as real)", "The type"],
    ["select cast(array['abc'] as array(varchar(2)))", "VARCHAR(2) inside another type"],
    ["select cast('1' as decimal)", "The type DECIMAL without a precision"],
    ["select cast('1' as timestamp(9))", "TIMESTAMP(9), with more digits than six"],
    ["select interval '1 02:03' day to minute", "INTERVAL '1 02:03' in this form"],
    ["select interval 'x' day", "'x' is not a valid INTERVAL literal"],
    ["select x like '%🛠_' from (values 'a🛠b') t(x)", "LIKE '%🛠_', with '_' and a character beyond U+FFFF,: "],
    ["select from_iso8601_date('2026-W11-2')", "from_iso8601_date of '2026-W11-2': "],
    ["select * from unnest((select array[1])) t(x)", "Unexpected subquery expression in UNNEST"],
    ["select log10(7)", "log10 of a number that is no power of ten, whose last digit differs,: "],
    ["select try(mod(x, 0)) from (values 1) t(x)", "/ by zero"],
    ["select x like x from (values '%🛠_') t(x)", "LIKE with '_' and a character beyond U+FFFF: "],
    [`select count(*) over (partition by eventdata.requestparameters) from "${id}"`, "is not orderable"],
    ["select time '10:00:00'", "The time '10:00:00'"],
    ["select approx_percentile(x, 0.5) from (values 1.5) t(x)", "approx_percentile of a decimal"],
    [
        "select stddev(x) from (values 1e300, -1e300) t(x)",
        `STDDEV_SAMP of doubles whose result is infinite: ${elsewhere}.`,
    ],
    [
        "select (select split(x, ',')[1]) from (values 'a,b') t(x)",
        "A subquery that calculates with columns of the query around it in several steps",
    ],
    [
        "select (select map(array['a'], array[1])[x] from (values 1) u(y)) from (values 'a') t(x)",
        `(a WITH can do the first): ${elsewhere}.`,
    ],
    ["select (row(1, 'a')).*", `The fields of a row by .*: ${elsewhere}.`],
    [
        "select t.r.* from (select cast(row(1) as row(x integer)) r) t",
        `The fields of a row by .*: ${elsewhere}.`,
    ],
    ["select date ' 2026-01-05'", `The literal DATE ' 2026-01-05': ${elsewhere}.`],
    [
        "select timestamp '2026-01-05 10:00:00 +2'",
        `The literal TIMESTAMP '2026-01-05 10:00:00 +2': ${elsewhere}.`,
    ],
    ["select now() - null", `timestamp(3) with time zone - unknown: ${elsewhere}.`],
    ["select x[1] from (select null x)", `A subscript of a NULL without a type: ${elsewhere}.`],
    ["select try_cast(x as varchar(3)) from (values true) t(x)", "Value true does not fit in varchar(3)"],
    ["select +x from (values 'a') t(x)", `A plus sign before a value: ${elsewhere}.`],
    ["select 0x1F", `line 1:8: '0x1F': ${elsewhere}.`],
    ["select 1_000", `line 1:8: '1_000': ${elsewhere}.`],
    ["select round(null)", `round of a NULL without a type: ${elsewhere}.`],
    ["select year(null)", `A function of dates with unknown: ${elsewhere}.`],
    ["select at_timezone(null, 'UTC')", `A time zone for a NULL without a type: ${elsewhere}.`],
    ["select json_size(null, '$.a')", `JSON of a NULL without a type: ${elsewhere}.`],
    ["select 1 limit 1 + 1", "LIMIT with anything but a number"],
    ["select x from (values 1) t(x) union select 2 order by x + 1", "ORDER BY an expression after UNION"],
    ["select sum(x) over w from (values 1) t(x)", "Cannot resolve WINDOW name w"],
    [
        "select sum(x) over (w order by x) from (values 1) t(x) window w as (partition by x)",
        "A window that extends another by name",
    ],
    [
        "select json_extract('{}', p) from (values '$.a') t(p)",
        "A JSON path that is not a text in the query itself",
    ],
    ["select json_extract('{}', '$[\"a\\\\b\"]')", "A backslash in the JSON path"],
    [
        "select format_datetime(now(), p) from (values 'y') t(p)",
        "A date pattern that is not a text in the query itself",
    ],
    ["select format_datetime(now(), 'yyyy G')", "'G' in the date pattern 'yyyy G'"],
    ["select date_format(now(), '%X')", "'%X' in the date pattern '%X'"],
    ["select regexp_replace('a', 'a', '$x')", "'$' in the replacement '$x'"],
    ["select regexp_extract('a', 'a', 1 + 1)", "Pattern has 0 groups. Cannot access group 2"],
    ["select extract(epoch from now())", "EXTRACT(EPOCH FROM …)"],

    // Types
    [
        "select cast(interval '1' day as varchar)",
        "CAST of interval day to second to varchar: works elsewhere; not here.",
    ],
    ["select cast(map(array[1], array['a']) as json)", "CAST AS JSON of a map with keys of the type integer"],
    ["select 1 where 1", "WHERE clause must evaluate to a boolean: actual type integer"],
    ["select 1 and true", "Logical expression of AND must evaluate to a boolean"],
    ["select not 1", "NOT must evaluate to a boolean"],
    ["select 1 like 'a'", "LIKE compares texts; this is of type integer"],
    [
        "select map(array['a'], array[1]) < map()",
        "Cannot apply operator: map(varchar, integer) < map(unknown, unknown)",
    ],
    ["select json_extract(1, '$.a')", "JSON, or a text that holds JSON, is needed here, and this is integer"],
    ["select json_parse('{}')[1]", "Cannot use integer for subscript of json"],
    ["select * from unnest(1)", "Cannot unnest type: integer"],
    ["select cast(row(1) as row(a integer)).b", "Column 'b' cannot be resolved"],
    ["select (1).a", "'.a' cannot be taken from an expression that is not of type ROW"],
    ["select 1 at time zone 'UTC'", "Type of value must be a time or timestamp"],
    ["select date_diff('day', 1, 2)", "Unexpected parameters (integer, integer) for function date_diff"],
    ["select date_trunc('day', 1)", "A date or a timestamp is needed here, and this is integer"],
    ["select coalesce(1)", "Unexpected number of arguments (1) for function coalesce"],
    ["select coalesce(x -> x, 1)", "Unexpected number of arguments (2) for function coalesce"],
    [
        "select transform(array[1], 2)",
        "Unexpected parameters (array(integer), integer) for function transform",
    ],
    [
        "select transform(array[1], (x, y) -> x)",
        "Unexpected parameters (array(integer), <function>) for function transform",
    ],
    [
        "select map_from_entries(array[1])",
        "Unexpected parameters (array(integer)) for function map_from_entries",
    ],
    ["select 1 in (select 'a')", "value and result of subquery must be of the same type: integer vs varchar"],
    ["select (select 1, 2)", "Multiple columns returned by subquery are not yet supported. Found 2"],
    [
        "select a.x from (values 1) a(x) join (values 'a') b(x) using (x)",
        "Column types in USING do not match: integer, varchar",
    ],
    [
        "select 1 from (values 1) a(x) join (values 1) b(y) using (x)",
        "Column 'x' is missing from one side of join",
    ],
    ["select * from (values (1, 'a'), (2, 3)) t(x, y)", "Values rows have mismatched types"],
    [
        "select percent_rank(x) within group (order by x) from (values 1) t(x)",
        "Function 'percent_rank' not registered",
    ],
    [
        `select count(*) from "${id}" where eventTime > 'yesterday'`,
        "Cannot apply operator: timestamp(3) > varchar",
    ],
    [`select 2147483647 + 1`, "Overflow"],
];

describe("a query is refused, and what is wrong with it named", () => {
    let database: Database;
    before(async () => (database = await openDatabase()));
    after(() => database.close());

    for (const [sql, reason] of refused) {
        it(sql.length > 100 ? `${sql.slice(0, 100)}…` : sql || "nothing", async () => {
            expect(await failure(database.query(sql)))
                .to.match(/^(QueryRefusal|UnknownTable): /)
                .and.to.contain(reason);
        });
    }
});
