/** What Athena and Glue's catalog hold, as it was registered. */

export interface Column {
    readonly name: string;
    /** Hive's: `string`, `map<string,string>`, `struct<a:string>`. */
    readonly type: string;
}

export interface TableSettings {
    readonly name: string;
    readonly databaseName: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly partitionKeys: readonly Column[];
    readonly storageDescriptor: {
        readonly columns: readonly Column[];
        readonly location: string;
        readonly serDeInfo?: { readonly serializationLibrary: string };
    };
}

export interface WorkgroupSettings {
    readonly name: string;
    readonly state?: "ENABLED" | "DISABLED";
    readonly configuration: {
        readonly enforceWorkgroupConfiguration: boolean;
        readonly engineVersion: { readonly selectedEngineVersion: string };
        /** Of one query. */
        readonly bytesScannedCutoffPerQuery: number;
        /** Athena keeps the results itself; nobody names a place for them. */
        readonly managedQueryResultsConfiguration?: { readonly enabled: boolean };
    };
}

/** An object in the table's bucket, as S3 lists it. */
export interface ListedObject {
    readonly key: string;
    /** Changes when the key is written again. */
    readonly version: string;
    readonly bytes: number;
}

/** What Athena reads the table's bucket with, in the name of who queries. */
export interface ObjectSource {
    list(bucket: string, prefix: string): Promise<readonly ListedObject[]>;
    get(bucket: string, key: string): Promise<Buffer>;
}
