import type { Message } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { createGroups, letterOf, mentions } from "../../../cli/redrive/letters";
import { reasons } from "./support";

const now = Date.parse("2026-11-28T12:00:00Z");

function message(attributes: Record<string, string>, more: Record<string, string> = {}): Message {
    const entries = Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: "String", StringValue },
    ]);
    return {
        Attributes: { SentTimestamp: String(now), ...more },
        MessageAttributes: Object.fromEntries(entries) as Message["MessageAttributes"],
    };
}
const movedBySqs = { DeadLetterQueueSourceArn: "arn:aws:sqs:us-east-1:111122223333:queue" };

describe("a dead letter", () => {
    for (const [title, attributes, more, expected] of [
        ["the function", reasons.function, {}, ["function", "rejected by CloudTrail Lake", "InvalidData"]],
        ["EventBridge", reasons.events, {}, ["EventBridge", "not delivered", "NO_PERMISSIONS"]],
        ["Lambda", reasons.lambda, {}, ["Lambda", "given up", "200"]],
        ["SQS", {}, movedBySqs, ["SQS", "received as often as the queue allows", ""]],
        [
            "SQS, whatever it died of the first time",
            reasons.function,
            movedBySqs,
            ["SQS", "received as often as the queue allows", ""],
        ],
        ["nobody knows whom", { hello: "world" }, {}, ["unknown", "none given", ""]],
    ] as const) {
        it(`is told by its attributes to be of ${title}`, () => {
            const { by, reason, code, sent } = letterOf(message(attributes, more));
            expect([by, reason, code, sent]).to.deep.equal([...expected, now]);
        });
    }

    it("is chosen by its reason, code or message, in whatever case", () => {
        const letter = letterOf(message(reasons.function));
        for (const text of ["cloudtrail", "INVALIDDATA", "not today", undefined])
            expect(mentions(letter, text), text).to.equal(true);
        expect(mentions(letter, "tomorrow")).to.equal(false);
    });

    it("is counted with those that are alike, by its age as well", () => {
        const groups = createGroups(now);
        const minutes = 60_000;
        for (const age of [0, 59 * minutes, 60 * minutes, 24 * 60 * minutes - 1, 24 * 60 * minutes])
            groups.add(letterOf(message(reasons.function, { SentTimestamp: String(now - age) })));
        groups.add(letterOf(message({ ...reasons.function, errorMessage: "another" })));
        for (const days of [7, 13])
            groups.add(letterOf(message({}, { SentTimestamp: String(now - days * 24 * 60 * minutes) })));
        expect(groups.all().map(({ by, age, letters }) => [by, age, letters])).to.deep.equal([
            ["function", "under an hour", 3],
            ["function", "under a day", 2],
            ["function", "under 7 days", 1],
            ["unknown", "7 days or more", 2],
        ]);
        expect(groups.all()[0].example).to.equal("not today");
    });

    it("takes no more memory than a hundred groups, whatever reasons are given", () => {
        const groups = createGroups(now);
        for (let n = 0; n < 1000; n++)
            groups.add(letterOf(message({ ...reasons.function, errorCode: `${n}${"x".repeat(1000)}` })));
        const all = groups.all();
        expect(all).to.have.lengthOf(101);
        expect(all[0]).to.include({ reason: "others", letters: 900 });
        expect(all[1].code).to.have.lengthOf(120);
    });
});
