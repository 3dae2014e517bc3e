import { expect } from "chai";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { limits } from "../../../handler/limits";
import { readEvents, type InputLine } from "../../../local/events/input";
import { UserError } from "../../../local/userError";

const origin = {
    eventSourceName: "aws.partner/onelogin.com/US-1/abc",
    account: "123456789012",
    region: "eu-central-1",
};
const bridge = {
    version: "0",
    id: "e-1",
    source: "aws.partner/onelogin.com/US-1/abc",
    detail: { uuid: "u" },
};
const bare = { uuid: "u-1", event_type_id: 5, event_timestamp: "2026-11-20 14:03:00 UTC" };

async function collect(lines: AsyncIterable<InputLine>): Promise<InputLine[]> {
    const collected: InputLine[] = [];
    for await (const line of lines) collected.push(line);
    return collected;
}

describe("an events file", () => {
    let folder: string;
    let path: string;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), "events-"));
        path = join(folder, "events.jsonl");
    });
    after(() => rm(folder, { recursive: true }));

    async function read(content: string | Buffer): Promise<InputLine[]> {
        await writeFile(path, content);
        return collect(readEvents(path, origin));
    }

    async function fails(reading: Promise<unknown>): Promise<UserError> {
        const error: unknown = await reading.then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(UserError);
        return error as UserError;
    }

    it("gives an EventBridge event as it is", async () => {
        expect(await read(JSON.stringify(bridge))).to.deep.equal([{ line: 1, event: bridge }]);
    });

    it("wraps a bare OneLogin event as EventBridge would", async () => {
        expect(await read(`${JSON.stringify(bare)}\n`)).to.deep.equal([
            {
                line: 1,
                event: {
                    version: "0",
                    id: "8c009dad-e890-a23a-5e6c-755437363400",
                    "detail-type": "OneLogin Event",
                    source: origin.eventSourceName,
                    account: origin.account,
                    time: "2026-11-20T14:03:00Z",
                    region: origin.region,
                    resources: [],
                    detail: bare,
                },
            },
        ]);
    });

    it("gives the same line the same id and another line another", async () => {
        const other = JSON.stringify({ ...bare, uuid: "u-2" });
        const lines = await read([JSON.stringify(bare), other, JSON.stringify(bare)].join("\n"));
        const [first, second, third] = lines.map((line) => ("event" in line ? line.event.id : undefined));
        expect(first).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        expect(third).to.equal(first);
        expect(second).not.to.equal(first);
    });

    const times: [times: object, time: string][] = [
        [{ event_timestamp: "2026-11-20 14:03:00 UTC" }, "2026-11-20T14:03:00Z"],
        [{ event_timestamp: "2026-11-20T14:03:00.250Z" }, "2026-11-20T14:03:00Z"],
        [{ event_timestamp: "2026-11-20T14:03:00+02:00" }, "2026-11-20T12:03:00Z"],
        // As in the answers of OneLogin's Events API.
        [{ created_at: "2026-11-22T13:12:06.437Z" }, "2026-11-22T13:12:06Z"],
    ];
    for (const [given, time] of times)
        it(`takes the envelope's time from ${JSON.stringify(given)}`, async () => {
            const [line] = await read(JSON.stringify({ uuid: "u", ...given }));
            expect(line).to.have.nested.property("event.time", time);
        });

    it("takes the present where nobody gives a time", async () => {
        for (const event_timestamp of [undefined, "yesterday", 7]) {
            const [line] = await read(JSON.stringify({ uuid: "u", event_timestamp }));
            expect("event" in line && Date.parse(line.event.time ?? "")).to.be.closeTo(Date.now(), 5000);
        }
    });

    const bad: [text: string, problem: string][] = [
        ["hello", "is not JSON (Unexpected token"],
        ["[1]", "is a number, not a JSON object"],
        ["[[]]", "is an array, not a JSON object"],
        ['{"event":{"uuid":"u"', "is not JSON"],
        ['{"event":{"name":"package"}}', "is neither an EventBridge event"],
        ["null", "is null, not a JSON object"],
        [
            "{}",
            "is neither an EventBridge event (`source`, `detail`) nor a OneLogin event (uuid, account_id,",
        ],
        ['{"source":"s","detail-type":"x"}', "has no object under `detail`"],
        ['{"source":"s","detail":null}', "has no object under `detail`"],
        ['{"detail":{}}', "has no text under `source`"],
        [`{"uuid":${"[".repeat(9000)}${"]".repeat(9000)}}`, "is nested too deeply"],
    ];
    for (const [text, problem] of bad) {
        it(`skips ${text.slice(0, 40)}: ${problem.slice(0, 40)}`, async () => {
            const [before, line, after] = await read(`{"uuid":"a"}\n${text}\n{"uuid":"b"}\n`);
            expect(before).to.include.keys("event");
            expect(line).to.have.property("line", 2);
            expect(line).to.have.property("problem").that.includes(problem);
            expect(after).to.include.keys("event");
        });
    }

    const ids = (lines: InputLine[]) =>
        lines.map((line) => ("event" in line ? `${line.line}:${String(line.event.detail.uuid)}` : line.line));

    const spread: [what: string, text: string, found: (string | number)[]][] = [
        ["an array on one line", '[{"uuid":"a"},{"uuid":"b"}]', ["1:a", "1:b"]],
        ["one element a line", '[\n {"uuid":"a"},\n {"uuid":"b"}\n]\n', ["2:a", "3:b"]],
        ["brackets beside elements", '[{"uuid":"a"},\n{"uuid":"b"}]\n{"uuid":"c"}', ["1:a", "2:b", "3:c"]],
        [
            "formatted elements",
            '[\n  {\n    "uuid": "a}",\n    "roles": [\n      "\\"["\n    ]\n  },\n  {\n    "uuid": "b"\n  }\n]',
            ["2:a}", "8:b"],
        ],
        ["formatted events, one after the other", '{\n "uuid": "a"\n}\n{\n "uuid": "b"\n}', ["1:a", "4:b"]],
        ["an element that is none, and the next", '[\n{"uuid":"a"},\n5,\n{"uuid":"b"}\n]', ["2:a", 3, "4:b"]],
        ["an array that does not end", '[\n{"uuid":"a"},', ["2:a", 1]],
        ["what OneLogin sends to a SIEM", '{"event":{"uuid":"a"}}\n{"event":{"uuid":"b"}}', ["1:a", "2:b"]],
    ];
    for (const [what, text, found] of spread) {
        it(`reads ${what}`, async () => expect(ids(await read(text))).to.deep.equal(found));
    }

    it("guesses at no other encoding, and says which line has one", async () => {
        const [, latin1, next] = await read(
            Buffer.from('{"uuid":"a"}\n{"uuid":"\xfc"}\n{"uuid":"b"}', "latin1"),
        );
        expect(latin1).to.deep.include({ line: 2 });
        expect(latin1).to.have.property("problem").that.includes("is not UTF-8 text");
        expect(next).to.have.nested.property("event.detail.uuid", "b");
    });

    const long = (bytes: number) => JSON.stringify({ uuid: "u", notes: "x".repeat(bytes - 23) });
    const sizes: [text: string, fits: boolean, why: string][] = [
        [long(limits.messageBytes - 1000), true, "room for the envelope"],
        [long(limits.messageBytes), false, "no room for the envelope"],
        [long(limits.messageBytes + 1), false, "too long by itself"],
        [JSON.stringify({ ...bridge, notes: "x".repeat(limits.messageBytes - 104) }), true, "exactly 1 MiB"],
        [JSON.stringify({ ...bridge, notes: "x".repeat(limits.messageBytes - 103) }), false, "one byte more"],
        [`{"uuid":"u"${" ".repeat(limits.messageBytes)}}`, true, "white space does not count"],
        [long(3 * limits.messageBytes), false, "far too long"],
    ];
    for (const [text, fits, why] of sizes) {
        it(`${fits ? "takes" : "skips"} a line of ${text.length} bytes: ${why}`, async () => {
            const [line, next] = await read(`${text}\r\n{"uuid":"next"}`);
            if (fits) expect(line).to.have.property("event");
            else expect(line).to.have.property("problem").that.includes("is longer than 1048576 bytes");
            expect(next).to.have.property("line", 2);
            expect(next).to.have.nested.property("event.detail.uuid", "next");
        });
    }

    it("takes a byte order mark, CRLF and empty lines, and counts lines as an editor does", async () => {
        const lines = await read('\uFEFF{"uuid":"a"}\r\n\r\n  \n{"uuid":"ü"}\r\nbad\r\n');
        expect(lines.map(({ line }) => line)).to.deep.equal([1, 4, 5]);
        expect(lines[1]).to.have.nested.property("event.detail.uuid", "ü");
        expect(lines[2]).to.have.property("problem").that.does.not.include("\r");
    });

    it("reads 20,000 lines as a stream", async () => {
        const text = `${JSON.stringify({ ...bare, notes: "ü".repeat(50) })}\n`;
        await writeFile(path, text.repeat(20_000));
        let count = 0;
        for await (const line of readEvents(path, origin)) if ("event" in line) count += 1;
        expect(count).to.equal(20_000);
    });

    const useless: [content: string | Buffer, message: string, remedy: string][] = [
        ["", "holds no events", "Write one event a line"],
        ["\n \r\n\n", "holds no events", "Write one event a line"],
        ["\uFEFF", "holds no events", "Write one event a line"],
        [Buffer.from("\uFEFF{}", "utf16le"), "is UTF-16 text", "Save it as UTF-8"],
        [Buffer.from([0xfe, 0xff, 0, 0x7b]), "is UTF-16 text", "Save it as UTF-8"],
        [Buffer.from([0x1f, 0x8b, 8]), "is compressed", "gunzip"],
    ];
    for (const [content, message, remedy] of useless) {
        it(`is refused as a whole: ${JSON.stringify(content.toString())}`, async () => {
            const error = await fails(read(content));
            expect(error.message).to.equal(`The file ${path} ${error.message.slice(path.length + 10)}`);
            expect(error.message).to.include(message);
            expect(error.remedy).to.include(remedy);
        });
    }

    const unreadable: [name: string, message: string, remedy: string][] = [
        ["missing.jsonl", "cannot be read: it does not exist.", "Check the path"],
        [".", "cannot be read: it is a folder.", "Name a file in it."],
        ["nul\0byte", "cannot be read: ", "Check the path and the disk."],
    ];
    for (const [name, message, remedy] of unreadable) {
        it(`cannot be read: ${JSON.stringify(name)}`, async () => {
            const error = await fails(collect(readEvents(join(folder, name), origin)));
            expect(error.message).to.include(message);
            expect(error.remedy).to.include(remedy);
        });
    }
});
