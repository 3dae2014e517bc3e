import { forAthena, forLake } from "../queries/texts";
import type { Answer, Progress } from "./answer";
import { createAthena } from "./athena";
import { costOf } from "./costs";
import type { Deployment, Destination } from "./deployment";
import { Failure, Misuse } from "./errors";
import { createLake } from "./lake";
import { isDenied } from "./permissions";

/** Where the events are asked for. */
export interface Engine {
    destination: Destination;
    /** As people call it. */
    title: string;
    /** A text that names the table as `$EVENTS`, as this destination takes it. */
    textOf(this: void, sql: string): string;
    /** @throws Failure if the query is refused or ends otherwise than it should. */
    run(this: void, sql: string, progress?: Progress): Promise<Answer>;
    /** US dollars for a query that has scanned so many bytes. */
    costOf(this: void, bytesScanned: number): number;
}

/** The destination to ask: the one that is chosen, or else the only one. @throws Misuse */
export function engineOf(deployment: Deployment, chosen?: string): Engine {
    const { region, lake, s3 } = deployment;
    const store = lake?.eventDataStoreId;
    const engines: Engine[] = [];
    if (lake !== undefined && store !== undefined)
        engines.push(
            engine("cloudtrail-lake", "CloudTrail Lake", createLake(lake.region), (sql) =>
                forLake(sql, store),
            ),
        );
    if (s3 !== undefined)
        engines.push(
            engine("s3", "Athena", createAthena(region, s3.workgroupName), (sql) =>
                forAthena(sql, s3.databaseName, s3.tableName),
            ),
        );
    const found = engines.filter(({ destination }) => chosen === undefined || destination === chosen);
    if (found.length === 1) return found[0];
    const names = engines.map(({ destination }) => `--destination ${destination}`);
    if (found.length > 1)
        throw new Misuse("Two destinations have the events.", `Choose one: ${names.join(" or ")}.`);
    throw new Misuse(
        chosen === undefined
            ? "No event data store is known: the component was given a channel alone."
            : `The deployment has no events to ask for in ${chosen}.`,
        names.length > 0
            ? `Leave it out, or say ${names.join(" or ")}.`
            : "Name `eventDataStoreArns` beside `channelArn`.",
    );
}

function engine(
    destination: Destination,
    title: string,
    { run }: { run: Engine["run"] },
    textOf: Engine["textOf"],
): Engine {
    return {
        destination,
        title,
        textOf,
        costOf: (bytes) => costOf(destination, bytes),
        run: (sql, progress) =>
            run(sql, progress).catch((error: unknown) => {
                throw reworded(error, title);
            }),
    };
}

/** What services call a query that they do not take. */
const invalid = /^Invalid(QueryStatement|Request)Exception$/;

function reworded(error: unknown, title: string): unknown {
    const { name, message } = error as Error;
    if (isDenied(error))
        return new Failure(
            `${title} refuses the query: ${message}`,
            "docs/resources.md has the operator's permissions, the output athenaReaderPolicy those of a reader.",
        );
    if (invalid.test(name)) return new Failure(`${title} does not take the query: ${message}`, "Correct it.");
    return error;
}
