import { expect } from "chai";
import { createHash } from "node:crypto";
import { batchOf, bodies, bodyWith, envelope } from "../../lab/forwarder/events";
import { answer, invoke, invokeBatch, refusal, type Put } from "../support/forwarder";

const now = Date.parse("2026-11-20T15:00:00Z");

/** With the clock stopped at `now`. */
async function at<T>(work: () => Promise<T>): Promise<T> {
    const { now: clock } = Date;
    Date.now = () => now;
    try {
        return await work();
    } finally {
        Date.now = clock;
    }
}

describe("the log line of a batch", () => {
    it("is one line of JSON with CloudWatch's embedded metrics at its root", async () => {
        const [twin] = bodies(1);
        const batch = [
            ...bodies(3),
            twin,
            "no event",
            bodyWith({ uuid: "cut", user_agent: "x".repeat(1025) }),
            bodyWith({ uuid: "new", event_type_id: 99_999, event_timestamp: "2026-11-20 13:59:30 UTC" }),
        ];
        const put = (events: Put[]) => answer(events, { e1: "Throttling", e2: "InvalidData" });
        const { lines } = await at(() => invokeBatch(batch, { put }));
        expect(lines).to.have.length(1);
        expect(lines[0].endsWith("}\n")).to.be.true;
        expect(lines[0].slice(0, -1)).not.to.include("\n");
        expect(JSON.parse(lines[0])).to.deep.equal({
            _aws: {
                Timestamp: now,
                CloudWatchMetrics: [
                    {
                        Namespace: "OneLoginCloudTrailLake",
                        Dimensions: [["FunctionName"]],
                        Metrics: [
                            { Name: "received", Unit: "Count" },
                            { Name: "accepted", Unit: "Count" },
                            { Name: "duplicates", Unit: "Count" },
                            { Name: "retried", Unit: "Count" },
                            { Name: "rejected", Unit: "Count" },
                            { Name: "truncated", Unit: "Count" },
                            { Name: "unknownEventType", Unit: "Count" },
                            { Name: "oldestEventAge", Unit: "Seconds" },
                            { Name: "oldestWait", Unit: "Seconds" },
                        ],
                    },
                ],
            },
            FunctionName: "forwarder",
            timestamp: "2026-11-20T15:00:00.000Z",
            level: "WARN",
            message: "batch settled",
            requestId: "request-1",
            received: 7,
            accepted: 4,
            duplicates: 1,
            retried: 1,
            rejected: 2,
            truncated: 1,
            unknownEventType: 1,
            oldestEventAge: 3630,
            oldestWait: 31_536_800,
            undelivered: [
                { id: "e1", kind: "retry", reason: "Throttling" },
                {
                    id: "e2",
                    kind: "rejected",
                    reason: "rejected by CloudTrail Lake",
                    errorCode: "InvalidData",
                },
                { id: "m4", kind: "rejected", reason: "not an EventBridge event", errorCode: "NotAnEvent" },
            ],
        });
    });

    it("is of level INFO when all went well", async () => {
        const { log } = await invokeBatch(bodies(2));
        expect(log).to.deep.include({ level: "INFO", undelivered: [], retried: 0, rejected: 0 });
    });

    const ages: [times: string[], age: number][] = [
        [["2026-11-20 14:59:59 UTC", "2026-11-20 14:58:00 UTC", "2026-11-20 14:59:00 UTC"], 120],
        [["2026-11-20 15:00:10 UTC"], 0],
        [["9999-12-31 00:00:00 UTC"], 0],
        [["9999-12-31 00:00:00 UTC", "2026-11-20 14:59:00 UTC"], 60],
        // No event is as old as that: OneLogin began in 2009.
        [["0000-01-01 00:00:00 UTC"], 0],
        [["1970-01-01 00:00:00 UTC", "2026-11-20 14:59:00 UTC"], 60],
        [["2009-01-01 00:00:00 UTC"], 564_418_800],
    ];
    for (const [times, age] of ages) {
        it(`says that the oldest of ${times.join(", ")} is ${age} s old`, async () => {
            const batch = times.map((event_timestamp, index) =>
                bodyWith({ uuid: `e${index}`, event_timestamp }),
            );
            const { log } = await at(() => invokeBatch(batch));
            expect(log.oldestEventAge).to.equal(age);
        });
    }

    const waits: [sent: number[], oldest: number, receiveCount: number][] = [
        [[10, 3600, 60], 3600, 1],
        // Suspected, and not tried at all: they wait like the others.
        [[10, 60, 86_400], 86_400, 50],
        [[-5, -0.4], 0, 1],
        [[0.4, 1.5], 2, 1],
    ];
    for (const [sent, oldest, receiveCount] of waits) {
        it(`says that of messages sent ${sent.join(", ")} s ago the oldest waits for ${oldest} s`, async () => {
            const batch = batchOf(
                [...bodies(sent.length - 1), "no event"],
                now,
                sent.map(() => receiveCount),
            );
            for (const [index, { attributes }] of batch.Records.entries())
                attributes.SentTimestamp = String(now - sent[index] * 1000);
            const put = () => Promise.reject(refusal("ServiceUnavailable", 503));
            const { log } = await at(() => invoke(batch, { put, remaining: receiveCount > 1 ? 0 : 60_000 }));
            expect(log.oldestWait).to.equal(oldest);
        });
    }

    it("comes after one for each accepted event if Lambda's log level is DEBUG, with its id and no value", async () => {
        process.env.AWS_LAMBDA_LOG_LEVEL = "DEBUG";
        const uuid = "ada@example.com";
        const batch = batchOf(
            [bodyWith({ uuid: "a" }), bodyWith({ uuid: "b" }), bodyWith({ uuid })],
            now,
            [1, 1, 3],
        );
        const { lines } = await at(() =>
            invoke(batch, { put: (events) => answer(events, { b: "InvalidData" }) }),
        );
        delete process.env.AWS_LAMBDA_LOG_LEVEL;
        const id = createHash("sha256").update(JSON.stringify(uuid)).digest("hex");
        const [first, second, last] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
        const debug = {
            FunctionName: "forwarder",
            timestamp: "2026-11-20T15:00:00.000Z",
            level: "DEBUG",
            message: "event accepted",
            requestId: "request-1",
        };
        expect([first, second]).to.deep.equal([
            { ...debug, id: "a", receiveCount: 1 },
            { ...debug, id, receiveCount: 3 },
        ]);
        expect(last).to.deep.include({ message: "batch settled", accepted: 2 });
    });

    it("calls an event whose id was made fit by the hash of the original alone, and any other by its id", async () => {
        const own = `a-${"0".repeat(64)}y`;
        const batch = ["ada@example.com", own].map((uuid) => bodyWith({ uuid }));
        const { log } = await invokeBatch(batch, { put: () => ({}) });
        const hash = createHash("sha256").update(JSON.stringify("ada@example.com")).digest("hex");
        expect(log.undelivered.map(({ id }) => id)).to.deep.equal([hash, own]);
    });

    const names: [name: string, logged: string][] = [
        ["a\nb", "unknown"],
        ["Ada Lovelace is not allowed", "unknown"],
        ["\ud83d", "unknown"],
        ["x".repeat(129), "unknown"],
        ["x".repeat(128), `CallRefused:${"x".repeat(128)}`],
    ];
    for (const [name, logged] of names) {
        it(`holds what a service calls an error if that is a word: ${JSON.stringify(name).slice(0, 30)}`, async () => {
            const put = () => Promise.reject(refusal(name, 400));
            const { returned, log } = await invokeBatch(bodies(2), { put });
            expect(returned).to.have.length(2);
            for (const { reason } of log.undelivered) expect(reason).to.equal(logged);
            const [one] = (await invokeBatch(["no event"], { deadLetter: put })).log.undelivered;
            expect(one.reason).to.equal(logged.replace(/^(CallRefused:)?/, "DeadLetterQueue:"));
        });
    }

    it("holds ids and reasons, never a value of an event, nor the service's words about it", async () => {
        const personal = {
            actor_user_id: 40_041_001,
            actor_user_name: "Ada Lovelace",
            user_name: "Grace Hopper",
            ipaddr: "198.51.100.77",
            user_agent: "Mozilla/5.0 Lovelace",
            notes: "said in confidence",
            error_description: "wrong password of Ada",
            custom: { mail: "ada@example.com" },
        };
        const put = (events: Put[]) => {
            if (events.length > 1) return answer(events, { e0: "Throttling", e1: "InvalidData" });
            throw refusal("ValidationException", 400, "'Ada Lovelace' is not allowed");
        };
        const letters = { deadLetter: () => Promise.reject(refusal("Denied", 403, "body: Ada Lovelace")) };
        for (const services of [{ put }, { put, ...letters }]) {
            const { lines } = await invokeBatch(
                [...bodies(3, personal), '{"notes":"Ada Lovelace"}'],
                services,
            );
            const shown =
                /Ada|Lovelace|Grace|40041001|198\.51|Mozilla|confidence|password|example\.com|of e1/;
            expect(lines.join()).not.to.match(shown);
            for (const value of [envelope.source, envelope.id]) expect(lines.join()).not.to.include(value);
        }
    });
});
