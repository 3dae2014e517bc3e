import {
    BIGINT,
    BOOLEAN,
    DOUBLE,
    DuckDBScalarFunction,
    INTEGER,
    LIST,
    listValue,
    VARCHAR,
    type DuckDBConnection,
    type DuckDBType,
    type DuckDBValue,
} from "@duckdb/node-api";
import { checksumOf, xxhash64 } from "./checksum";
import { parseTime } from "./dates";
import * as json from "./json";
import { digitsOf, javaDouble, scientific } from "./numbers";
import { goOnUnlessRefused, refuse, Refusal } from "./refusals";
import * as regex from "./regexFunctions";
import { room, roomForText } from "./room";
import { inTime, isLate, longest } from "./timeLimit";
import { backToZone, clockOf, momentOf, zoneName } from "./zones";

type Native = readonly [
    name: string,
    takes: readonly DuckDBType[],
    gives: DuckDBType,
    /** After its values it is given the query's id. */
    of: (...values: never[]) => unknown,
];

const text = VARCHAR;
const texts = LIST(VARCHAR);

/** What DuckDB's SQL cannot write. macros.sql gives each the query's id before its arguments, so that it can refuse. */
const natives: readonly Native[] = [
    ["trino_native_refuse", [text], BOOLEAN, (reason: string) => fail(reason)],
    ["trino_native_room", [BIGINT], BOOLEAN, room],
    ["trino_native_room_for_each", [BIGINT], BOOLEAN, room],
    ["trino_native_text_room", [BIGINT], BOOLEAN, roomForText],
    ["trino_native_double_text", [DOUBLE], text, scientific],
    ["trino_native_double_java", [DOUBLE], text, javaDouble],
    ["trino_native_double_digits", [DOUBLE], text, digitsOf],
    ["trino_native_xxhash64", [text], BIGINT, xxhash64],
    ["trino_native_checksum", [text], text, checksumOf],
    ["trino_native_time", [text, text], BIGINT, parseTime],
    ["trino_native_zone", [text], text, zoneName],
    ["trino_native_moment", [BIGINT, text], BIGINT, momentOf],
    ["trino_native_clock", [BIGINT, text], BIGINT, clockOf],
    ["trino_native_back", [BIGINT, BIGINT, text], BIGINT, backToZone],
    ["trino_native_like", [text, text], BOOLEAN, regex.like],
    ["trino_native_match", [text, text, INTEGER], text, regex.extract],
    ["trino_native_matches", [text, text, INTEGER], texts, regex.extractAll],
    ["trino_native_count", [text, text], BIGINT, regex.count],
    ["trino_native_split", [text, text], texts, regex.split],
    ["trino_native_replace", [text, text, text], text, regex.replace],
    ["trino_native_json_extract", [text, text], text, json.extract],
    ["trino_native_json_scalar", [text, text], text, json.scalar],
    ["trino_native_json_size", [text, text], BIGINT, json.size],
    ["trino_native_json_parse", [text], text, json.parse],
    ["trino_native_json_string", [text], text, json.write],
    [
        "trino_native_json_keys",
        [text],
        texts,
        (value: string) => json.parts(value, "map")?.map(([key]) => key) ?? null,
    ],
    [
        "trino_native_json_values",
        [text, text],
        texts,
        (value: string, kind: "array" | "map") =>
            json.parts(value, kind)?.map(([, item]) => json.unescaped(item)) ?? null,
    ],
    ["trino_native_json_length", [text], BIGINT, (value: string) => lengthOf(json.elements(value))],
    ["trino_native_json_get", [text, BIGINT], text, json.arrayGet],
    ["trino_native_json_contains", [text, text, text], BOOLEAN, json.arrayContains],
];

function fail(reason: string): never {
    throw new Refusal(reason);
}

function lengthOf(items: readonly unknown[] | undefined): bigint | null {
    return items === undefined ? null : BigInt(items.length);
}

export function registerNatives(connection: DuckDBConnection): void {
    for (const [name, takes, gives, of] of natives) {
        connection.registerScalarFunction(
            native(name, takes, gives, of as (...values: unknown[]) => unknown),
        );
    }
}

/** A function of a row's values: NULL, where one of them is. */
function native(
    name: string,
    takes: readonly DuckDBType[],
    gives: DuckDBType,
    of: (...values: unknown[]) => unknown,
): DuckDBScalarFunction {
    return DuckDBScalarFunction.create({
        name,
        parameterTypes: [text, ...takes],
        returnType: gives,
        // DuckDB works out beforehand what is the same for all rows.
        volatile: name.includes("each"),
        mainFunction: (_info, input, output) => {
            const [ids, ...columns] = Array.from({ length: takes.length + 1 }, (_, i) =>
                input.getColumnVector(i),
            );
            const work = () => {
                for (let row = 0; row < input.rowCount; row++) {
                    const values: unknown[] = columns.map((column) => column.getItem(row));
                    const query = String(ids.getItem(row));
                    const result = values.includes(null) ? null : called(query, () => of(...values, query));
                    output.setItem(
                        row,
                        (Array.isArray(result) ? listValue(result as DuckDBValue[]) : result) as DuckDBValue,
                    );
                }
            };
            called(String(ids.getItem(0)), () => inTime(work));
            output.flush();
        },
    });
}

function called(query: string, of: () => unknown): unknown {
    goOnUnlessRefused(query);
    try {
        return of();
    } catch (error) {
        if (error instanceof Refusal) refuse(query, error.message);
        if (isLate(error)) refuse(query, `A pattern that takes more than ${longest / 1000} seconds`);
        throw error;
    }
}
