import { S3Client } from "@aws-sdk/client-s3";
import { createAthena } from "../athena";
import { readDeployment } from "../deployment";
import { Misuse } from "../errors";
import { createLake } from "../lake";
import type { Terminal } from "../terminal";
import { copyDay, type Copied } from "./copy";
import { daysOf, daysSql, different, timeBound } from "./days";
import { spanOf, stagingOf, type HistoryOptions } from "./options";
import { copyParts } from "./parts";
import { agree, report } from "./report";

/** Copies past days from CloudTrail Lake to S3. @returns 0, or 1 if an event is missing or cannot be read. */
export async function history(
    options: HistoryOptions,
    terminal: Terminal,
    now = new Date(),
): Promise<number> {
    const span = spanOf(options, now);
    const { region, account, s3, lake: source } = await readDeployment(options);
    const store = source?.eventDataStoreId;
    if (s3 === undefined || source === undefined || store === undefined)
        throw new Misuse(
            `The deployment has no ${s3 === undefined ? "destination s3" : "event data store"}.`,
            "History is copied from CloudTrail Lake to S3: deliver to both, and name `eventDataStoreArns` beside a `channelArn`.",
        );
    const staging = stagingOf(options.staging, s3.bucketName);
    const table = `"${s3.databaseName}"."${s3.tableName}"`;
    const [lake, athena] = [createLake(source.region), createAthena(region, s3.workgroupName)];

    const bound = timeBound(span, now);
    const inLake = daysOf(await lake.rows(daysSql(store, bound)));
    const inAthena = daysOf(await athena.rows(daysSql(table, `${bound} AND day >= '${span.since}'`)));
    const days = different(inLake, inAthena);
    const agreed = await agree(days, inLake, inAthena, options, terminal);
    if (!agreed) return 0;

    const parts = copyParts({
        lake,
        athena,
        client: new S3Client({ region }),
        stagingClient: new S3Client({ region: source.region }),
        store,
        table,
        staging,
        bucket: s3.bucketName,
        bucketOwner: options.bucketOwner ?? account,
    });
    const copied: Copied[] = [];
    for (const day of days) {
        terminal.note(`${day.day}: CloudTrail Lake exports ${day.rows} rows …`);
        copied.push(await copyDay(day, parts));
    }
    return report(copied, options, terminal);
}
