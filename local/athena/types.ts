/** The words of Athena and of Glue's catalog, as they were registered. */

export interface Column {
    readonly name: string;
    /** Hive's: `string`, `map<string,string>`, `struct<a:string>`. */
    readonly type: string;
}

export interface TableSettings {
    readonly name: string;
    readonly database: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly partitionKeys: readonly Column[];
    readonly columns: readonly Column[];
    readonly location: string;
    readonly serializationLibrary?: string;
}

export interface WorkgroupSettings {
    readonly name: string;
    readonly state?: "ENABLED" | "DISABLED";
    readonly enforced: boolean;
    readonly engineVersion?: string;
    /** Bytes that one query may scan. */
    readonly scanLimit?: number;
    /** Athena keeps the results itself; nobody names a place for them. */
    readonly managedResults: boolean;
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
