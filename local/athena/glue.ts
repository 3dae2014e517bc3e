/** Glue's catalog, as far as clients of Athena look at it: the database and its table. */
import { only, optional, required, Refused, type Input } from "../http/input";
import { capitalized } from "../values";
import type { TableSettings } from "./types";

export interface Place {
    account: string;
    region: string;
}

export function glueOperations(table: TableSettings, catalogId: string) {
    function described() {
        const { name, databaseName, parameters, partitionKeys, storageDescriptor } = table;
        const { serDeInfo, ...storage } = storageDescriptor;
        return {
            Name: name,
            DatabaseName: databaseName,
            CatalogId: catalogId,
            Parameters: parameters,
            PartitionKeys: capitalized(partitionKeys),
            StorageDescriptor: { ...(capitalized(storage) as object), SerdeInfo: capitalized(serDeInfo) },
        };
    }

    function checkDatabase(name: string): void {
        if (name !== table.databaseName) throw notFound(`Database ${name} not found.`);
    }

    function checkTable(input: Input, member: string): void {
        checkDatabase(required(input, "DatabaseName"));
        const name = required(input, member);
        if (name !== table.name) throw notFound(`Entity Not Found: Table ${name} not found.`);
    }

    return {
        GetDatabase(input: Input) {
            only(input, "CatalogId", "Name");
            checkDatabase(required(input, "Name"));
            return { Database: { Name: table.databaseName, CatalogId: catalogId } };
        },
        GetTables(input: Input) {
            only(input, "CatalogId", "DatabaseName", "MaxResults");
            checkDatabase(required(input, "DatabaseName"));
            return { TableList: [described()] };
        },
        GetTable(input: Input) {
            only(input, "CatalogId", "DatabaseName", "Name");
            checkTable(input, "Name");
            return { Table: described() };
        },
        GetPartition(input: Input) {
            only(input, "CatalogId", "DatabaseName", "TableName", "PartitionValues");
            checkTable(input, "TableName");
            throw notFound("Cannot find partition.");
        },
        GetPartitions(input: Input) {
            only(input, "CatalogId", "DatabaseName", "TableName", "MaxResults");
            checkTable(input, "TableName");
            // Those that are projected are not in the catalog.
            return { Partitions: [] };
        },
    };
}

function notFound(message: string): Refused {
    return new Refused("EntityNotFoundException", message);
}

/** The catalog, a database of it, and a table of that. */
export function glueArns({ region, account }: Place, database: string, table?: string): string[] {
    const arn = (resource: string) => `arn:aws:glue:${region}:${account}:${resource}`;
    return [
        arn("catalog"),
        arn(`database/${database}`),
        ...(table === undefined ? [] : [arn(`table/${database}/${table}`)]),
    ];
}

/** Who lists tables is asked for those that are there. */
export function glueResources(
    operation: string,
    input: Input,
    { name }: TableSettings,
    place: Place,
): string[] {
    if (operation === "GetDatabase") return glueArns(place, optional(input, "Name") ?? "");
    const table =
        operation === "GetTables" ? name : optional(input, operation === "GetTable" ? "Name" : "TableName");
    return glueArns(place, optional(input, "DatabaseName") ?? "", table ?? "");
}
