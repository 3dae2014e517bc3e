import { map, row, timestamp, varchar, type TrinoType } from "trino-on-duckdb";

/** The type that Trino gives a column whose type in Glue, as Hive writes it, is `hiveType`. */
export function readHiveType(hiveType: string): TrinoType {
    const tokens = hiveType.match(/[^<>:,\s]+|[<>:,]/g) ?? [];
    let next = 0;
    const refuse = (): never => {
        throw new RangeError(
            `The column type '${hiveType}' is not understood: string, timestamp, map<…> and struct<…> are.`,
        );
    };
    const take = (token: string) => (tokens[next++] === token ? token : refuse());

    function readField(): { name: string; type: TrinoType } {
        const name = tokens[next++];
        take(":");
        return { name, type: readType() };
    }

    function readType(): TrinoType {
        const name = tokens[next++];
        if (name === "string") return varchar;
        if (name === "timestamp") return timestamp();
        if (name !== "map" && name !== "struct") return refuse();
        take("<");
        if (name === "map") {
            const key = readType();
            take(",");
            const type = map(key, readType());
            take(">");
            return type;
        }
        const fields = [readField()];
        while (tokens[next] === ",") {
            next++;
            fields.push(readField());
        }
        take(">");
        return row(fields);
    }

    const type = readType();
    return next === tokens.length ? type : refuse();
}
