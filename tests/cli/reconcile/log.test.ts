import { expect } from "chai";
import { createEventLog, type EventLog, type Message } from "../../../cli/reconcile/log";
import { group, logsOf, type Line } from "./logs";

const start = Date.parse("2026-11-20T00:00:00Z");
const day = 86_400_000;
const uuidOf = (n: number) => `0f1e2d3c-4b5a-4978-8796-${String(n).padStart(12, "0")}`;

function linesOf(count: number, timeOf: (n: number) => number, detail: object = {}): Line[] {
    return Array.from({ length: count }, (_, n) => ({
        timestamp: timeOf(n),
        message: JSON.stringify({
            id: `envelope-${n}`,
            detail: { uuid: uuidOf(n), event_type_id: 5, ...detail },
        }),
    }));
}

/** The first page is empty here, and has the others behind it. */
const oneRead = ["FilterLogEvents", "FilterLogEvents"];

/** What the log answers, and which calls that took. */
async function reading<T>(
    lines: Line[],
    most: number,
    read: (log: EventLog) => Promise<T>,
    others?: Parameters<typeof logsOf>[1],
): Promise<{ found: T; calls: string[]; scanned: number }> {
    const logs = await logsOf(lines, others);
    try {
        const log = createEventLog(logs.client, group, most);
        const found = await read(log);
        return {
            found,
            calls: logs.calls().filter((name) => name !== "GetQueryResults"),
            scanned: log.scanned(),
        };
    } finally {
        await logs.close();
    }
}

async function collected(messages: AsyncIterable<Message>): Promise<number[]> {
    const times: number[] = [];
    for await (const { time } of messages) times.push(time);
    return times;
}

const queries = (count: number): string[] => Array<string>(count).fill("StartQuery");

describe("the raw event log", () => {
    it("is asked once a day while all fits, and is paid for once", async () => {
        const lines = linesOf(30, (n) => start + (n * day) / 10);
        const { found, calls, scanned } = await reading(lines, 12, (log) =>
            log.sightings(start, start + 3 * day),
        );
        expect(found.map(({ uuid }) => uuid)).to.deep.equal(lines.map((_, n) => uuidOf(n)));
        expect(calls).to.deep.equal(queries(3));
        // The second at which one window ends and the other begins is in both.
        const bytes = (some: Line[]) => some.reduce((sum, { message }) => sum + message.length, 0);
        expect(scanned).to.equal(bytes(lines) + bytes([lines[10], lines[20]]));
    });

    it("is asked in halves of the time until all fits, and each event is seen once", async () => {
        const lines = linesOf(64, (n) => start + n * 1000);
        const { found, calls } = await reading(lines, 10, (log) => log.sightings(start, start + 64_000));
        expect(found.map(({ time }) => time)).to.deep.equal(lines.map(({ timestamp }) => timestamp));
        // Of 64 s, 32 s and 16 s too many are found. The second after the 8 s is read with them: 9 of 10.
        expect(calls).to.deep.equal(queries(3 + 8));
    });

    it("is read where a second has more than a query can list", async () => {
        const lines = linesOf(25, (n) => start + 500 + (n % 5));
        const { found, calls } = await reading(lines, 10, (log) => log.sightings(start, start + 1000));
        expect(calls).to.deep.equal(["StartQuery", ...oneRead]);
        expect(found).to.have.length(25);
        expect(found.every(({ uuid }) => uuid === undefined)).to.equal(true);
    });

    it("has each event once, too, where what has the end's own time is answered with, as AWS documents", async () => {
        const lines = linesOf(24, (n) => start + (n % 2) * 1000);
        const FilterLogEvents = ({ startTime, endTime }: Record<string, unknown>) => ({
            events: lines.filter(
                ({ timestamp }) => timestamp >= Number(startTime) && timestamp <= Number(endTime),
            ),
        });
        const twoSeconds = (log: EventLog) => log.sightings(start, start + 2000);
        const { found } = await reading(lines, 10, twoSeconds, { FilterLogEvents });
        expect(found).to.have.length(24);
    });

    it("says of no id what Insights may write otherwise than it is", async () => {
        const odd = [true, 12, 1e21, "1e5", "a b", "", { a: 1 }, "x".repeat(129), "short-id"];
        const lines = odd.flatMap((uuid, n) => linesOf(1, () => start + n, { uuid }));
        lines.push(...linesOf(1, () => start + 900, { event_type_id: "5.0" }));
        const { found } = await reading(lines, 100, (log) => log.sightings(start, start + 1000));
        expect(found).to.deep.equal([
            ...odd.map((_, n) => ({ time: start + n, type: "5" })),
            { time: start + 900, uuid: uuidOf(0) },
        ]);
    });

    it("gives the messages of some times, and reads what lies between only where they are near", async () => {
        const lines = linesOf(100, (n) => start + n * 1000);
        const times = [3, 7, 9, 60].map((n) => start + n * 1000);
        const { found, calls } = await reading(lines, 10, (log) => collected(log.messages(new Set(times))));
        expect(found).to.deep.equal(times);
        expect(calls).to.deep.equal([...oneRead, ...oneRead]);
    });

    it("gives all pages of them, however long a message is", async () => {
        const lines = linesOf(3, () => start, { text: "x".repeat(900_000) });
        const { found, calls } = await reading(lines, 10, (log) => collected(log.messages(new Set([start]))));
        expect([found.length, calls.length]).to.deep.equal([3, 4]);
    });

    it("says so if a query fails", async () => {
        const failed = { GetQueryResults: () => ({ status: "Timeout" }) };
        const ended = reading([], 10, (log) => log.sightings(start, start + 1000), failed);
        expect(await ended.catch(String)).to.match(/Insights ended query \S+ Timeout\.\n.*shorter time/);
    });
});
