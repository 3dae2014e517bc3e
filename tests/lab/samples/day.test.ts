import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readDay } from "../../../lab/samples/day";
import { rewrite } from "../../../lab/samples/rewrite";

describe("readDay", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "samples-"));
    const file = path.join(folder, "events.jsonl");
    after(() => rmSync(folder, { recursive: true }));

    it("reads a file that a person has edited: spaces, blank lines, Windows line ends", () => {
        writeFileSync(
            file,
            '{ "id": "a", "time": "2026-05-12T06:00:10Z", "detail": { "uuid": "b" } }\r\n\r\n' +
                '{"id":"c","time":"2026-05-12T06:00:00Z","detail":{}}',
        );
        const day = readDay(file);
        expect(day.events).to.have.lengthOf(2);
        expect(day.end - day.start).to.equal(10);
    });

    it("says which event has no valid time", () => {
        writeFileSync(file, '{"time":"2026-05-12T06:00:00Z","detail":{}}\n{"time":"soon","detail":{}}\n');
        expect(() => readDay(file)).to.throw(`${file}: event 2 has no valid "time" before its "detail".`);
    });

    it("refuses a line without detail", () => {
        writeFileSync(file, '{"time":"2026-05-12T06:00:00Z"}\n');
        expect(() => readDay(file)).to.throw('An event without "detail": {"time"');
    });
});

describe("rewrite", () => {
    const line =
        '{"id": "1","time":"t","detail":{"id":"mine","uuid":"2","notes":"\\"uuid\\":\\"3\\"","n":3.50,"ipaddr":null}}';

    it("asks for the keys of the envelope and of detail, each for its own, and none within texts", () => {
        const asked: string[] = [];
        const same = rewrite(line, (key, value) => {
            asked.push(`${key}=${value}`);
            return value;
        });
        expect(asked).to.deep.equal(["id=1", "time=t", "uuid=2"]);
        expect(same).to.equal(line);
    });

    it("writes what it is answered as JSON", () => {
        const changed = rewrite(line, (key, value) => (key === "id" ? '"quoted"' : value));
        expect((JSON.parse(changed) as { id: string }).id).to.equal('"quoted"');
    });
});
