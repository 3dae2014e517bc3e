import { expect } from "chai";
import { say, type Found } from "../../../cli/reconcile/report";
import { keptTerminal } from "../terminal";

const at = (hour: string) => Date.parse(`2026-11-27T${hour}:00Z`);
const agreeing = { events: 1200, excluded: 3, missing: 0, double: 0 };
const unit = { title: "CloudTrail Lake" } as Found["destination"]["unit"];

const lake: Found["destination"] = {
    unit,
    keeps: () => true,
    stored: {
        on: () => Promise.resolve(new Map()),
        spent: () => ({ bytes: 5_000_000, dollars: 0.000024 }),
    },
};

const found: Found = {
    destination: { ...lake, unknownRetention: "needs cloudtrail:GetEventDataStore on arn:store" },
    hours: new Map([
        [at("07:00"), agreeing],
        [at("08:00"), { events: 12_345, excluded: 0, missing: 7, double: 1 }],
        [at("09:00"), { ...agreeing, missing: 1 }],
    ]),
    missing: Array.from({ length: 8 }, (_, n) => ({
        id: `0f1e2d3c-4b5a-4978-8796-00000000000${n}`,
        received: at("08:00"),
    })),
    doubles: [{ id: "twice", rows: 2, logged: 1, received: at("08:00") }],
    notEvents: 1,
    expired: 2,
    waiting: {
        queue: { messages: 1500 },
        deadLetters: { skipped: "needs sqs:GetQueueAttributes on arn:dead" },
    },
};

const report = {
    window: { since: at("07:00"), until: at("10:00") },
    found: [found],
    skipped: ["how long the raw event log keeps events: needs logs:DescribeLogGroups"],
    bytesScanned: 1_234_567_890,
};

const expected = `\
CloudTrail Lake: the raw event log has 14,745 events of 2026-11-27T07:00Z to 2026-11-27T10:00Z.
  hour (UTC)        events  excluded  missing  double
  2026-11-27 08:00   12345         0        7       1
  2026-11-27 09:00    1200         3        1       0
  Nothing differs in 1 other hour.
  Missing: 0f1e2d3c-4b5a-4978-8796-000000000000, 0f1e2d3c-4b5a-4978-8796-000000000001, 0f1e2d3c-4b5a-4978-8796-000000000002, 0f1e2d3c-4b5a-4978-8796-000000000003, 0f1e2d3c-4b5a-4978-8796-000000000004 and 3 more.
  Double: twice.
  Left out by eventTypes: 6 events.
  Dead-lettered, because it is not an event: 1 message.
  Not kept any more, because it is too old: 2 events.
  How long events are kept is not known, and what is not kept counts as missing: needs cloudtrail:GetEventDataStore on arn:store.
  Waiting: 1,500 in the queue, an unknown number (needs sqs:GetQueueAttributes on arn:dead) in the dead-letter queue.

Skipped: how long the raw event log keeps events: needs logs:DescribeLogGroups.
CloudWatch Logs Insights: 1.2 GB scanned, about $0.0057.
CloudTrail Lake: 5.0 MB scanned, about $0.000024.`;

for (const columns of [60, 80, 120, Infinity])
    it(`the report of a comparison fits ${columns} columns`, () => {
        const terminal = keptTerminal(undefined, columns);
        say(report, terminal);
        expect(terminal.text).to.equal(expected);
    });
