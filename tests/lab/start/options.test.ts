import { expect } from "chai";
import { readOptions } from "../../../lab/start/options";
import { UserError } from "../../../local/userError";

describe("npm start's options", () => {
    const cases: [string[], object][] = [
        [[], { queries: [], json: false, serve: false, help: false }],
        [["events.jsonl"], { file: "events.jsonl" }],
        [["--count", "5"], { count: 5 }],
        [["--keep", "lake", "--serve", "--port", "4000"], { keep: "lake", serve: true, port: 4000 }],
        [["--serve", "--access-key", "AKIALOCALTEST0000"], { serve: true, accessKey: "AKIALOCALTEST0000" }],
        [["--stack", "prod", "--json"], { stack: "prod", json: true }],
        [["--query", "a.sql", "--query", "b.sql"], { queries: ["a.sql", "b.sql"] }],
        [["--destinations", "s3"], { destinations: ["s3"] }],
        [["--since", "2024-02-29"], { since: "2024-02-29" }],
        [["-h"], { help: true }],
    ];
    for (const [args, options] of cases) {
        it(`reads ${JSON.stringify(args)}`, () => expect(readOptions(args)).to.deep.include(options));
    }

    const faults: [string[], string][] = [
        [["--count", "0"], "--count 0 must be a whole number from 1 to 10000000."],
        [["--count", "1.5"], "--count 1.5 must be a whole number from 1 to 10000000."],
        [["--count", "many"], "--count many must be a whole number from 1 to 10000000."],
        [["--port", "70000"], "--port 70000 must be a whole number from 1 to 65535."],
        [["a", "b"], "One events file, please, not a and b."],
        [["a", "--count", "5"], "Both a and --count are given: your own events, or generated ones?"],
        [["--since", "2026-02-29"], "--since 2026-02-29 must be a day, such as 2026-05-12."],
        [["--since", "2026"], "--since 2026 must be a day, such as 2026-05-12."],
        [["--port", "4000"], "--port is of use with --serve only."],
        [["--access-key", "AKIALOCALTEST0000"], "--access-key is of use with --serve only."],
        [["--colour"], "Unknown option '--colour'."],
    ];
    it("refuses an access key that could be guessed", () => {
        expect(() => readOptions(["--access-key", "local"])).to.throw(
            UserError,
            "--access-key local must be 16 to 128 letters, digits and underscores.",
        );
    });

    for (const [args, message] of faults) {
        it(`refuses ${JSON.stringify(args)}`, () => {
            expect(() => readOptions(args))
                .to.throw(UserError, message)
                .with.property("remedy", "npm start -- --help lists what there is.");
        });
    }
});
