import { expect } from "chai";
import { readOptions as readFaults } from "../../lab/faults/options";
import { readOptions as readStart } from "../../lab/start/options";
import { UserError } from "../../local/userError";

/** What faults are run with, if nothing is said. */
const usual = {
    seed: 500_000,
    only: undefined,
    destinations: ["cloudtrail-lake"],
    events: 100,
    mixed: 3,
    mixedEvents: 2000,
    outage: 60,
    help: false,
};

const read: [call: string, options: object][] = [
    ["start", { query: [], json: false, serve: false, help: false }],
    ["start events.jsonl", { file: "events.jsonl" }],
    ["start --count 5", { count: 5 }],
    ["start --keep lake --serve --port 4000", { keep: "lake", serve: true, port: 4000 }],
    ["start --serve --access-key AKIALOCALTEST0000", { serve: true, accessKey: "AKIALOCALTEST0000" }],
    ["start --stack prod --json", { stack: "prod", json: true }],
    ["start --query a.sql --query b.sql", { query: ["a.sql", "b.sql"] }],
    ["start --destinations s3", { destinations: ["s3"] }],
    ["start --since 2024-02-29", { since: "2024-02-29" }],
    ["start -h", { help: true }],
    ["faults", usual],
    ["faults --only poison", { ...usual, only: "poison", mixed: 0 }],
    ["faults --only poison --mixed 2", { ...usual, only: "poison", mixed: 2 }],
    ["faults --seed 7 --events 10 --help", { ...usual, seed: 7, events: 10, help: true }],
    ["faults --mixed-events 50 --outage 5", { ...usual, mixedEvents: 50, outage: 5 }],
    ["faults --destinations cloudtrail-lake,s3", { ...usual, destinations: ["cloudtrail-lake", "s3"] }],
];

const refused: [call: string, message: string][] = [
    ["start --count 0", "--count 0 must be a whole number from 1 to 10000000."],
    ["start --count 1.5", "--count 1.5 must be a whole number from 1 to 10000000."],
    ["start --count many", "--count many must be a whole number from 1 to 10000000."],
    ["start --port 70000", "--port 70000 must be a whole number from 1 to 65535."],
    ["start a b", "One events file, please, not a and b."],
    ["start a --count 5", "Both a and --count are given: your own events, or generated ones?"],
    ["start --since 2026-02-29", "--since 2026-02-29 must be a day, such as 2026-05-12."],
    ["start --since 2026", "--since 2026 must be a day, such as 2026-05-12."],
    ["start --port 4000", "--port is of use with --serve only."],
    ["start --access-key AKIALOCALTEST0000", "--access-key is of use with --serve only."],
    ["start --colour", "Unknown option '--colour'."],
    ["faults --seed 0", "--seed 0 must be a whole number from 1 to 2147483647."],
    ["faults --events 5", "--events 5 must be a whole number from 6 to 5000."],
    ["faults --mixed 1001", "--mixed 1001 must be a whole number from 0 to 1000."],
    ["faults --mixed-events 9", "--mixed-events 9 must be a whole number from 10 to 20000."],
    ["faults --outage 601", "--outage 601 must be a whole number from 1 to 600."],
    ["faults --destinations s3,s3", "--destinations s3,s3 must be cloudtrail-lake, s3, or both with a comma"],
    ["faults --other", "Unknown option '--other'."],
];

function optionsOf(call: string): object {
    const [command, ...args] = call.split(" ");
    return command === "start" ? readStart(args) : readFaults(args, () => 0.5);
}

describe("the laboratory's options", () => {
    for (const [call, options] of read)
        it(`reads ${call}`, () => expect(optionsOf(call)).to.deep.include(options));

    for (const [call, message] of refused)
        it(`refuses ${call}`, () => {
            expect(() => optionsOf(call))
                .to.throw(UserError, message)
                .with.property("remedy")
                .that.matches(/^npm (start|run faults) -- --help lists what there is\.$/);
        });

    it("refuses an access key that could be guessed", () => {
        expect(() => optionsOf("start --access-key local")).to.throw(
            UserError,
            "--access-key local must be 16 to 128 letters, digits and underscores.",
        );
    });
});
