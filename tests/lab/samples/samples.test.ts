import { expect } from "chai";
import { readFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import path from "node:path";
import { readSamples } from "../../../lab/samples/samples";
import { idOf } from "../../../local/run/reconcile";
import { parse } from "./parse";

const file = path.join(__dirname, "../../../samples/events.jsonl");
const source = readFileSync(file, "utf8").trimEnd().split("\n");
const now = new Date("2031-01-02T03:04:05.678Z");

describe("samples/events.jsonl", () => {
    const events = source.map(parse);

    it("holds 309 deliveries of 306 events: one comes again as it was, one in another envelope, two share an id", () => {
        expect([events.length, new Set(source.map(idOf)).size, new Set(source).size]).to.deep.equal([
            309, 306, 308,
        ]);
    });

    it("has EventBridge's envelope around each event, from OneLogin's partner source", () => {
        for (const event of events) {
            expect(Object.keys(event).join()).to.equal(
                "version,id,detail-type,source,account,time,region,resources,detail",
            );
            expect(event.source).to.match(/^aws\.partner\/onelogin\.com\//);
            expect(event).to.include({ account: "123456789012", region: "us-east-1" });
            expect(event.time).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        }
    });

    it("uses addresses and domains that are reserved for documentation", () => {
        const reserved = new BlockList();
        for (const network of ["192.0.2.0", "198.51.100.0", "203.0.113.0"]) {
            reserved.addSubnet(network, 24);
        }
        reserved.addSubnet("2001:db8::", 32, "ipv6");
        for (const { detail } of events) {
            for (const address of [detail.ipaddr, detail.proxy_ip].map(String)) {
                const version = isIP(address);
                expect(version === 0 || reserved.check(address, version === 4 ? "ipv4" : "ipv6"), address).to
                    .be.true;
            }
        }
        const hosts = source.join().match(/(?<=[@/])[a-z0-9.-]+\.(com|net|org|io)\b/g) ?? [];
        expect(new Set(hosts)).to.deep.equal(new Set(["onelogin.com", "example.com", "crm.example.com"]));
    });
});

describe("readSamples", () => {
    const lines = readSamples({ now });

    it("moves all events by the same time, so that the day ends now, to the second", () => {
        const timesOf = (some: string[]) => some.map((line) => Date.parse(parse(line).time));
        const before = timesOf(source);
        const shifts = timesOf(lines).map((time, index) => time - before[index]);
        expect(new Set(shifts)).to.have.lengthOf(1);
        expect(parse(lines.at(-1) ?? "").time).to.equal("2031-01-02T03:04:05Z");
        expect(Date.now() - timesOf(readSamples().slice(-1))[0]).to.be.within(0, 5000);
    });

    it("moves event_timestamp with time and writes it alike, unless it is wrong", () => {
        const shift = Date.parse(parse(lines[0]).time) - Date.parse(parse(source[0]).time);
        const stay: unknown[] = [];
        for (const [index, line] of source.entries()) {
            const [before, after] = [line, lines[index]].map((one) => parse(one).detail.event_timestamp);
            if (before === after) stay.push(before);
            else {
                const [written, moved] = [String(before), String(after)];
                expect(Date.parse(moved) - Date.parse(written), written).to.equal(shift);
                // The separator; a fraction, the offset.
                expect(moved[10] + moved.slice(19)).to.equal(written[10] + written.slice(19));
            }
        }
        const wrong = ["2026-02-31 25:61:00 UTC", "Tuesday morning", 1778579490, ""];
        expect(stay.filter((time) => time !== undefined)).to.deep.equal(wrong);
    });

    it("changes nothing but the times, byte for byte", () => {
        const withoutTimes = (line: string) => line.replace(/"(time|event_timestamp)":"[^"]*"/g, "");
        expect(lines.map(withoutTimes)).to.deep.equal(source.map(withoutTimes));
    });

    it("leaves a time that is quoted in the notes alone", () => {
        expect(lines.some((line) => line.includes(String.raw`{\"time\": \"2020-01-01T00:00:00Z\"`))).to.be
            .true;
    });
});
