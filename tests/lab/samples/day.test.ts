import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readDay } from "../../../lab/samples/day";
import { fillTemplate, toTemplate } from "../../../lab/samples/template";

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

describe("toTemplate", () => {
    const line =
        '{"id": "1","time":"t","detail":{"id":"mine","uuid":"2","notes":"\\"uuid\\":\\"3\\"","n":3.50,"ipaddr":null}}';

    it("is the same text again when nothing is changed", () => {
        expect(fillTemplate(toTemplate(line), ({ value }) => value)).to.equal(line);
    });

    it("has slots in the envelope and in detail, each for its own keys, and none within texts", () => {
        const slots = toTemplate(line).slots.map(({ key, value }) => `${key}=${value}`);
        expect(slots).to.deep.equal(["id=1", "time=t", "uuid=2"]);
    });

    it("writes what a slot is given as JSON", () => {
        const filled = fillTemplate(toTemplate(line), ({ key, value }) =>
            key === "id" ? '"quoted"' : value,
        );
        expect((JSON.parse(filled) as { id: string }).id).to.equal('"quoted"');
    });
});
