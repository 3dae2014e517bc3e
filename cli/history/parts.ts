import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { createCalls } from "../../handler/calls";
import { limits } from "../../handler/limits";
import { createObjects } from "../../handler/objects";
import { createScalars } from "../../handler/scalars";
import { createStore } from "../../handler/storing";
import type { Athena } from "../athena";
import type { Lake } from "../lake";
import type { CopyParts } from "./copy";
import { exportSql, oneDay } from "./days";
import { readExport } from "./export";
import type { Place } from "./options";
import { createReader } from "./records";

interface Services {
    lake: Pick<Lake, "deliver">;
    athena: Athena;
    client: S3Client;
    /** In the Region of the event data store: CloudTrail delivers there. */
    stagingClient: S3Client;
    /** The id of the event data store. */
    store: string;
    /** Athena's table, as FROM takes it. */
    table: string;
    staging: Place;
    bucket: string;
    bucketOwner: string;
}

/** Puts together what copies a day: the export, the writer's own rows and objects, and what Athena has. */
export function copyParts(services: Services): CopyParts {
    const { lake, athena, client, stagingClient, store, table, staging, ...bucket } = services;
    const scalars = createScalars(limits.idLength);
    const { dayOf, plan, toObject } = createObjects(scalars);
    const { send } = createStore({
        client,
        PutObjectCommand: PutObjectCommand as never,
        ...bucket,
        toObject,
        calls: createCalls(),
    });
    const uri = `s3://${[staging.bucket, staging.prefix].filter(Boolean).join("/")}`;
    return {
        async read(day, take) {
            const queryId = await lake.deliver(exportSql(store, oneDay(day)), uri);
            await readExport(stagingClient, staging, queryId, take);
        },
        toRow: createReader(scalars),
        plan,
        dayOf,
        send,
        rowsPerObject: 5000,
        async idsIn(days) {
            const list = days.map((day) => `'${day}'`).join(", ");
            const rows = await athena.rows(
                `SELECT DISTINCT eventData.UID FROM ${table} WHERE day IN (${list})`,
            );
            return new Set(rows.map(([id]) => id));
        },
    };
}
