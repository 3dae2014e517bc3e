import { Command, CommanderError } from "commander";
import { version } from "../package.json";
import type { DetectOptions } from "./detect/command";
import type { DoctorOptions } from "./doctor/options";
import { Failure, Misuse } from "./errors";
import type { HistoryOptions } from "./history/options";
import type { DeploymentOptions } from "./outputs";
import type { QueryOptions } from "./query/command";
import type { ReconcileOptions } from "./reconcile/options";
import type { RedriveOptions } from "./redrive/sources";
import type { Terminal } from "./terminal";
import type { VerifyOptions } from "./verify/command";

/**
 * Runs the command.
 * @returns Its exit code: 0 if all is well, 1 for a finding, 2 for misuse.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
    const program = new Command("onelogin-cloudtrail-lake")
        .description("Looks after a deployment of OneLoginCloudTrailLake.")
        .version(version)
        .exitOverride()
        .configureOutput({
            writeOut: (text) => terminal.print(text.trimEnd()),
            writeErr: (text) => terminal.note(text.trimEnd()),
        });
    let code = 0;
    /** What takes long to load, the SDK's clients, is loaded once it is needed. */
    const ends = (command: Promise<number>) => command.then((ended) => void (code = ended));
    forDeployment(program.command("status"))
        .description("Says what came from OneLogin, was delivered, waits, and was dead-lettered.")
        .action((options: DeploymentOptions) => {
            const { status } = require("./status/command") as typeof import("./status/command");
            return ends(status(options, terminal));
        });
    forDeployment(program.command("query"))
        .description("Runs a query in CloudTrail Lake or Athena; lists those that there are, without a name.")
        .argument("[query]", "a published query's name, a file with SQL in it, or - for standard input")
        .option("--destination <name>", "cloudtrail-lake or s3, if the deployment has both")
        .option("--since <moment>", "looks back to there: 30m, 48h, 7d, 2026-11-27 or 2026-11-27T08:00:00Z")
        .option("--until <moment>", "looks no further than to there, written alike")
        .option("--csv", "answers in CSV")
        .option("--print", "prints the SQL instead of running it")
        .action((name: string | undefined, options: QueryOptions) => {
            const { query } = require("./query/command") as typeof import("./query/command");
            return ends(query(name, options, terminal));
        });
    forDeployment(program.command("detect"))
        .description("Runs the detections, and ends with 1 if one of them finds something.")
        .requiredOption(
            "--since <moment>",
            "looks back to there: 48h, 7d, 2026-11-27 or 2026-11-27T08:00:00Z",
        )
        .option("--until <moment>", "looks no further than to there, written alike; 15m if not given")
        .option("--only <detections...>", "runs these alone")
        .option("--destination <name>", "cloudtrail-lake or s3, if the deployment has both")
        .action((options: DetectOptions) => {
            const { detect } = require("./detect/command") as typeof import("./detect/command");
            return ends(detect(options, terminal));
        });
    forDeployment(program.command("doctor"))
        .description("Looks at every hop between OneLogin and the destinations, and says what mends it.")
        .option("--preflight", "looks before the first `pulumi up`: at the event source and the account")
        .option("--source <name>", "with --preflight: the event source, as OneLogin shows it")
        .option("--destination <name>", "with --preflight: cloudtrail-lake (the default), s3 or both")
        .option(
            "--region <region>",
            "with --preflight: where to deploy; AWS_REGION or the profile's, if not given",
        )
        .action((options: DoctorOptions) => {
            const { doctor } = require("./doctor/command") as typeof import("./doctor/command");
            return ends(doctor(options, terminal));
        });
    forDeployment(program.command("history"))
        .description(
            "Copies the events of past days from CloudTrail Lake to S3, those that Athena does not have yet.",
        )
        .requiredOption("--since <day>", "the first day to copy, YYYY-MM-DD (UTC), 2020-01-01 or later")
        .requiredOption(
            "--staging <uri>",
            "s3://bucket/prefix that CloudTrail may write its export to; not the events' bucket",
        )
        .option("--until <day>", "the last day to copy; the day before today, if not given")
        .option("--bucket-owner <account>", "the account of the events' bucket, if not the store's")
        .option("--yes", "copies without asking")
        .action((options: HistoryOptions) => {
            const { history } = require("./history/command") as typeof import("./history/command");
            return ends(history(options, terminal));
        });
    forDeployment(program.command("reconcile"))
        .description(
            "Compares the raw event log with each destination, hour by hour and by id: what is missing, what is double.",
        )
        .requiredOption(
            "--since <moment>",
            "from there on, by the time of receipt: 48h, 7d, 2026-11-27 or 2026-11-27T08:00Z",
        )
        .option("--until <moment>", "up to there, written alike; 15m, if not given")
        .option("--resend", "puts what is missing into the queue again, if that is empty")
        .option("--yes", "sends without asking")
        .action((options: ReconcileOptions) => {
            const { reconcile } = require("./reconcile/command") as typeof import("./reconcile/command");
            return ends(reconcile(options, terminal));
        });
    forDeployment(program.command("redrive"))
        .description("Moves dead letters back to where they came from, once their reason is mended.")
        .option("--destination <name>", "those of cloudtrail-lake, or of s3")
        .option("--reason <text>", "those whose reason, code or message contains this")
        .option("--limit <number>", "so many at most")
        .option("--export <file>", "writes them to a new file, one in each line, and moves nothing")
        .option("--queue-url <url>", "a dead-letter queue that no deployment has any more")
        .option("--to <url>", "where those of --queue-url go")
        .option("--yes", "moves without asking")
        .action((options: RedriveOptions) => {
            const { redrive } = require("./redrive/command") as typeof import("./redrive/command");
            return ends(redrive(options, terminal));
        });
    forDeployment(program.command("verify"))
        .description("Sends a marked event through, until SQL finds it in every destination.")
        .option("--live", "follows the next event of OneLogin's from the bus on, and sends none")
        .option("--timeout <minutes>", "how long to look for it", "15")
        .option("--yes", "sends without asking")
        .action((options: VerifyOptions) => {
            const { verify } = require("./verify/command") as typeof import("./verify/command");
            return ends(verify(options, terminal));
        });
    try {
        await program.parseAsync(args, { from: "user" });
        return code;
    } catch (error) {
        return codeOf(error, terminal);
    }
}

/** The options of every command that looks at a deployment. */
function forDeployment(command: Command): Command {
    return command
        .option(
            "--outputs <file>",
            "the stack's outputs as `pulumi stack output --json` writes them, - for standard input; without it, that is run",
        )
        .option(
            "--component <name>",
            "the export that holds the component's outputs, if the stack has several",
        )
        .option("--json", "answers in JSON");
}

/** The exit code of a command that failed, once it is said why. */
export function codeOf(error: unknown, terminal: Terminal): number {
    // Commander has said why, or printed what it was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.note((error as Error).message);
    if (error instanceof Misuse) return 2;
    if (!(error instanceof Failure)) terminal.note(reasonFor(error));
    return 1;
}

/** What AWS's SDK or the network says needs a word about what to do. */
function reasonFor(error: unknown): string {
    const { name, $metadata } = error as { name: string; $metadata?: unknown };
    return $metadata === undefined
        ? `(${name}) Run the command again: what is done already stays done.`
        : `(${name}, from AWS) Look at the credentials and permissions of the caller: docs/command.md says what each command needs.`;
}
