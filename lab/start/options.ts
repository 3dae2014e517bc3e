import { UserError } from "../../local/userError";
import { readArguments, readDestinations, whole } from "../options";

/** What `npm start` is asked to do; the help says what each is. Without a file and a count, the samples are sent. */
export type Options = ReturnType<typeof readOptions>;

export const help = `The whole pipeline on this machine, without an AWS account: index.ts is evaluated, and what it registers is run.

  npm start                        sends the sample events: a working day of a small company
  npm start -- events.jsonl        sends your own: EventBridge events, bare OneLogin events, or what a webhook sent
  npm start -- --count 100000      sends so many generated events
  npm start -- --stack NAME        takes Pulumi.NAME.yaml instead of Pulumi.dev.yaml
  npm start -- --destinations s3   delivers there instead, or to several: cloudtrail-lake,s3
  npm start -- --query FILE        runs this SQL instead of the published queries; repeatable
  npm start -- --since 2026-05-12  has the published queries look back to this day; without it, to your oldest event
  npm start -- --json              writes the result as one line of JSON, and with --serve one more for each event
  npm start -- --keep DIR          keeps CloudTrail Lake as DIR/lake.duckdb; events of several runs add up. Not S3's: a bucket is in memory
  npm start -- --serve             stays up afterwards, for an AWS CLI or SDK to query and to send to
  npm start -- --serve --port N    …on this port
  npm start -- --serve --access-key K   …for clients with this access key; without it, each run has a new one
  npm start -- --help              says this

A query names the events as $EVENTS, and runs in each destination. NO_COLOR=1 leaves the colours out.
Ends with 0 when every event is in its destinations or dead-lettered with its reason, with 1 when one was lost, with 2 for a mistake
in the call, or if the file has lines that are not events.`;

const remedy = "npm start -- --help lists what there is.";

/** As IAM's model has it; a shorter one could be guessed. */
function accessKey(value: string): string {
    if (/^\w{16,128}$/.test(value)) return value;
    throw new UserError(
        `--access-key ${value} must be 16 to 128 letters, digits and underscores.`,
        "Leave it out, and each run makes a key that nobody can guess.",
    );
}

function day(value: string): string {
    // A day that there is not, such as 30 February, comes back as another.
    const time = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(time.getTime()) && time.toISOString().startsWith(value) && value.length === 10)
        return value;
    throw new UserError(`--since ${value} must be a day, such as 2026-05-12.`, remedy);
}

/** @throws UserError for an option that does not exist, a value out of range, or options that exclude each other. */
export function readOptions(args: string[]) {
    const { values, positionals } = readArguments(
        {
            args,
            allowPositionals: true,
            options: {
                count: { type: "string" },
                stack: { type: "string" },
                destinations: { type: "string" },
                keep: { type: "string" },
                since: { type: "string" },
                query: { type: "string", multiple: true, default: [] },
                json: { type: "boolean", default: false },
                serve: { type: "boolean", default: false },
                port: { type: "string" },
                "access-key": { type: "string" },
                help: { type: "boolean", short: "h", default: false },
            },
        },
        remedy,
    );
    const { count, destinations, since, port, "access-key": key, ...others } = values;
    if (positionals.length > 1)
        throw new UserError(`One events file, please, not ${positionals.join(" and ")}.`, remedy);
    const [file] = positionals as [string?];
    if (file !== undefined && count !== undefined) {
        throw new UserError(
            `Both ${file} and --count are given: your own events, or generated ones?`,
            remedy,
        );
    }
    const options = {
        ...others,
        file,
        count: count === undefined ? undefined : whole("count", count, [1, 10_000_000], remedy),
        destinations: destinations === undefined ? undefined : readDestinations(destinations, remedy),
        since: since === undefined ? undefined : day(since),
        port: port === undefined ? undefined : whole("port", port, [1, 65_535], remedy),
        accessKey: key === undefined ? undefined : accessKey(key),
    };
    for (const name of ["port", "access-key"] as const) {
        if (values[name] !== undefined && !values.serve)
            throw new UserError(`--${name} is of use with --serve only.`, remedy);
    }
    return options;
}
