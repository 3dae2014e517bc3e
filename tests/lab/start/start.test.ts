import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect } from "chai";
import { main } from "../../../lab/start/main";
import published from "../../../queries/publishedQueries.json";
import { called, fileOf, program, root } from "../command";

describe("npm start", function () {
    this.timeout(180_000);

    const own = fileOf([
        '{"uuid":"mine","event_type_id":5,"user_name":"Own User","event_timestamp":"2026-11-20 14:03:00 UTC"}',
        "not json",
        "",
        '{"source":"aws.partner/onelogin.com/US-1/abc","detail":{"uuid":"yours","event_type_id":8}}',
        '{"source":"other","detail":{"uuid":"theirs","event_type_id":8}}',
    ]);

    it("sends the sample events to both destinations, finds them with every query, and says that they are the same", async () => {
        const { code, stdout } = await called(main, "--destinations", "cloudtrail-lake,s3");
        expect(stdout).to.match(/registers \d+ resources/);
        expect(stdout).to.include("309 events from samples/events.jsonl; the rule matched 309");
        expect(stdout).not.to.include("look back");
        // Two of the samples are redeliveries: joined where they come in one batch, twice under one id where they do not.
        expect(stdout).to.match(/in the lake now: 30[789]\n/);
        for (const place of ["CloudTrail Lake", "S3"]) {
            expect(stdout).to.include(`Delivered to ${place}\n  309 accepted, 0 dead-lettered`);
            for (const query of Object.keys(published)) {
                // Below the title stand the columns, and rows.
                const rows = new RegExp(`\\nQuery ${query} in ${place}  .*\\n  .*\\n  .*20\\d\\d-`);
                expect(stdout).to.match(rows);
            }
        }
        expect(stdout).to.match(/Compared {2}30\d ids are in both/);
        expect(stdout).to.match(/Nothing was lost\.\n$/);
        expect(code).to.equal(0);
    });

    it("sends the user's own events, and says which lines hold none", async () => {
        const { code, stdout, stderr } = await called(main, own);
        expect(stdout).to.include(`3 events from ${own}; the rule matched 2`);
        expect(stdout).to.include("2 accepted, 0 dead-lettered");
        expect(stdout).to.include("1 do not match the rule: EventBridge would drop them, too");
        expect(stdout).to.match(/Lines that are not events, skipped: 1\n {4}line 2 is not JSON/);
        expect(stdout).to.match(/\nNothing was lost of the lines that are events\.\n$/);
        expect(stderr).to.equal(
            `1 lines of ${own} are not events, and were skipped.\nCorrect them, or take them out: the report says which.\n`,
        );
        expect(code).to.equal(2);
    });

    it("keeps the lake, and adds to it", async () => {
        const keep = path.join(path.dirname(fileOf([])), "lake");
        await called(main, "--count", "10", "--keep", keep);
        const file = path.join(keep, "lake.duckdb");
        expect([keep, file].map((name) => fs.statSync(name).mode & 0o777)).to.deep.equal([0o700, 0o600]);
        const more = fileOf(['{"uuid":"one more","event_type_id":5}']);
        const { code, stdout } = await called(main, more, "--keep", keep, "--since", "2021-05-12");
        expect(stdout).to.include("look back 7 days; here they look back to 2021-05-12 (--since).");
        expect(stdout).to.include("in the lake now: 11");
        const [, sql] = /duckdb -readonly '\/.*\/lake\.duckdb' '(.*)'/.exec(stdout) as RegExpExecArray;
        const instance = await DuckDBInstance.create(file);
        const found = await (await instance.connect()).runAndReadAll(sql);
        instance.closeSync();
        expect(found.getRows()).to.have.length(10);
        expect(code).to.equal(0);
    });

    it("looks back to events that are older than the queries' window, and says so", async () => {
        const old = fileOf(['{"uuid":"old","event_type_id":5,"event_timestamp":"2020-02-03 10:00:00 UTC"}']);
        const { code, stdout } = await called(main, old, "--destinations", "cloudtrail-lake,s3");
        expect(stdout).to.include("Your events are from 2020-02-03T10:00:00Z to 2020-02-03T10:00:00Z.");
        expect(stdout).to.include("look back 7 days; here they look back to 2020-02-03 (--since).");
        for (const place of ["CloudTrail Lake", "S3"])
            expect(stdout).to.match(
                new RegExp(`Query validation in ${place} .*\\n.*\\n {2}2020-02-03 10:00:00\\.000 .* old\\n`),
            );
        expect(code).to.equal(0);
    });

    it("runs one's own SQL, and writes what it found as JSON", async () => {
        const query = fileOf(["-- Who?\nSELECT eventData.UID FROM $EVENTS"]);
        const events = fileOf(['{"event":{"uuid":"siem","event_type_id":5}}']);
        const { code, stdout } = await called(main, events, "--json", "--query", query);
        const { sent, queries, failures } = JSON.parse(stdout) as Record<string, unknown>;
        expect(sent).to.deep.include({ events: 1, matched: 1, problems: [] });
        expect(queries).to.deep.equal([
            {
                destination: "cloudtrail-lake",
                name: query,
                title: "Who?",
                columns: [{ name: "UID", type: "varchar" }],
                rows: [["siem"]],
            },
        ]);
        expect(failures).to.deep.equal([]);
        expect(code).to.equal(0);
    });

    it("refuses one's own SQL before it deploys or sends anything", async () => {
        const query = fileOf(["SELECT no_such_column FROM $EVENTS"]);
        const { code, stdout, stderr } = await called(main, own, "--query", query);
        expect(stderr).to.equal(
            `The query ${query} is refused: Column 'no_such_column' cannot be resolved\nCorrect it.\n`,
        );
        expect([code, stdout]).to.deep.equal([2, ""]);
    });

    it("says of a pipe, too, that no line was an event", async () => {
        const pipe = `${fileOf([])}.pipe`;
        execFileSync("mkfifo", [pipe]);
        const writing = fs.promises.writeFile(pipe, "{}\n[5]\n");
        const { code, stderr } = await called(main, pipe);
        await writing;
        expect(stderr).to.match(/no line was an event: line 1 is neither.*\n.*jq -c/);
        expect(code).to.equal(2);
    });

    it("ends quietly when nobody reads what it writes", async () => {
        const child = spawn(process.execPath, [...program("start"), "--help"], { cwd: root });
        child.stdout.destroy();
        const complaint = text(child.stderr);
        expect(await once(child, "exit")).to.deep.equal([0, null]);
        expect(await complaint).to.equal("");
    });

    it("says what it can do", async () => {
        for (const args of [["--help"], ["/nowhere/events.jsonl", "--help"]]) {
            const { code, stdout } = await called(main, ...args);
            expect(stdout).to.include("npm start -- events.jsonl");
            expect(code).to.equal(0);
        }
    });

    const mistakes: [what: string, args: string[], message: RegExp][] = [
        ["a file that is not there", ["/nowhere/events.jsonl"], /\/nowhere\/events\.jsonl/],
        ["a folder", ["samples"], /samples cannot be read: it is a folder/],
        ["an empty file", [fileOf([])], /holds no events/],
        [
            "a file of which no line is an event",
            [fileOf(["{}", "5"])],
            /no line was an event: line 1 is neither.*\n.*jq -c/,
        ],
        [
            "a stack that is not there",
            ["--stack", "nowhere"],
            /There is no stack nowhere: Pulumi\.nowhere\.yaml/,
        ],
        ["a stack of another folder", ["--stack", "../dev"], /There is no stack \.\.\/dev/],
        ["a query that cannot be read", ["--query", "/nowhere.sql"], /--query \/nowhere\.sql cannot be read/],
        [
            "a folder that cannot be written to",
            ["--keep", "/proc"],
            /--keep \/proc is not a folder that can be written to/,
        ],
        [
            "to keep what is in S3",
            ["--destinations", "s3", "--keep", path.join(root, "coverage")],
            /--keep keeps/,
        ],
    ];
    for (const [what, args, message] of mistakes) {
        it(`refuses ${what} in words, without a stack, before it deploys anything`, async () => {
            const { code, stdout, stderr } = await called(main, ...args);
            expect(stdout).to.equal("");
            expect(stderr).to.match(message);
            expect(stderr).not.to.match(/\n\s+at /);
            expect(code).to.equal(2);
        });
    }
});
