import { expect } from "chai";
import { version } from "../../package.json";
import { run } from "../../cli/program";
import { evaluateStack } from "../../lab/stack";
import { outputsFile } from "./outputs";
import { both, type Called } from "./support";
import { keptTerminal } from "./terminal";

async function called(...args: string[]): Promise<Called> {
    const terminal = keptTerminal();
    return { code: await run(args, terminal), ...terminal };
}

describe("the command onelogin-cloudtrail-lake", () => {
    it("says what it can do, and which it is", async () => {
        const help = await called("--help");
        expect(help).to.deep.include({ code: 0, notes: "" });
        expect(help.text).to.match(/^Usage: onelogin-cloudtrail-lake [^]*history/);
        expect(await called("--version")).to.deep.include({ code: 0, text: version });
        const ofCommand = await called("history", "--help");
        expect(ofCommand.code).to.equal(0);
        expect(ofCommand.text).to.include("--outputs <file>").and.include("--json");
    });
});

const [deployed, withoutEventLog] = ["--outputs DEPLOYED", "--outputs WITHOUT_EVENT_LOG"];
const history = `history ${deployed} --staging s3://staging`;
const preflight = "doctor --preflight --source aws.partner/onelogin.com/US-123456/ffffffffff";
const dead = "https://sqs.us-east-1.amazonaws.com/123456789012/dead";

describe("a command that is misused says why, prints nothing, asks nothing of AWS and ends with 2", () => {
    let files: Record<string, string>;
    before(async () => {
        const { outputs } = await evaluateStack(both);
        files = {
            DEPLOYED: outputsFile(outputs),
            WITHOUT_EVENT_LOG: outputsFile({ ...outputs, eventLogGroupName: undefined }),
            BUCKET: `s3://${String(outputs.s3BucketName)}/x`,
            SQL: outputsFile("SELECT 1"),
        };
    });

    for (const [line, message] of [
        ["", "Usage:"],
        ["historie", "unknown command 'historie'"],
        ["history --since 2026-01-01", "required option '--staging <uri>' not specified"],
        [`${history} --since 2026-01-01 --upto x`, "unknown option '--upto'"],
        [`${history} --since 2026-01-01 --outputs /nowhere`, "--outputs /nowhere cannot be read"],
        [`${history} --since 2026-02-30`, "--since 2026-02-30 is not a day from 2020-01-01 on"],
        [`${history} --since 27.2.2026`, "--since 27.2.2026 is not a day"],
        [`${history} --since 2019-12-31`, "--since 2019-12-31 is not a day from 2020-01-01 on"],
        [`${history} --since 2026-03-05 --until tomorrow`, "--until tomorrow is not a day"],
        [
            `${history} --since 2026-03-05 --until 2026-03-04`,
            "--since 2026-03-05 is after --until 2026-03-04",
        ],
        [`${history} --since 2026-01-01 --staging BUCKET`, "is the bucket of the events"],
        [`${history} --since 2026-01-01 --staging staging`, "--staging staging is not a place in S3"],
        ["doctor --preflight", "--preflight needs --source."],
        [
            "doctor --preflight --source aws.partner/other.com/x",
            "aws.partner/other.com/x is not an event source of OneLogin's",
        ],
        [`${preflight} --destination disk`, "--destination disk is not"],
        [`${preflight} --region Mars`, "--region Mars is not a Region."],
        ["doctor --source x", "--source is for --preflight"],
        ["query nonsense", "There is: administrators-changes, "],
        ["query validation --json --csv", "Choose one."],
        ["query validation --since 1h --until 2h", "--since 1h is not before --until 2h"],
        ["query validation --since yesterday", "--since yesterday is not a time"],
        ["query SQL --since 1d", "has no bounds"],
        [`query validation ${deployed}`, "--destination cloudtrail-lake or --destination s3"],
        ["detect --since 48h --only nothing", "--only nothing is not a detection.\nThere is: "],
        ["reconcile --since 1h --until 14m", "--until 14m is less than 15 minutes ago"],
        ["reconcile --since 10m", "--since 10m is not before --until 15m"],
        [`reconcile --since 6h ${withoutEventLog}`, "It keeps one if `eventLog.enabled` is true"],
        [`redrive ${deployed} --limit 0`, "--limit 0 is not a number of messages"],
        [`redrive ${deployed} --destination disk`, "--destination disk is not deployed"],
        [`redrive ${deployed} --to ${dead}`, "--to is for --queue-url"],
        ["redrive --queue-url x", "--queue-url x is not the URL of a queue"],
        [`redrive ${deployed} --queue-url ${dead}`, "Leave out --outputs"],
        [`redrive --queue-url ${dead} --to ${dead}`, "--to is the queue of --queue-url itself"],
        [`verify ${deployed} --timeout 0`, "--timeout 0 is not a time to wait"],
        [
            `verify --live ${withoutEventLog}`,
            "this deployment has none.\nLeave out --live, or set `eventLog.enabled`",
        ],
    ])
        it(message.split("\n")[0], async () => {
            const { code, text, notes } = await called(
                ...line
                    .split(" ")
                    .filter(Boolean)
                    .map((word) => files[word] ?? word),
            );
            expect(notes).to.include(message).and.not.include("Log in to OneLogin");
            expect([code, text]).to.deep.equal([2, ""]);
        });
});
