import { expect } from "chai";
import { bodies } from "../../lab/forwarder/events";
import { answer, invokeBatch, refusal, type Put, type Run } from "../support/forwarder";

/** How two events of a batch ended: `a`ccepted, back to the queue for a `reason`, or `deadLettered`. */
function endsOf({ returned, deadLetters, log, calls }: Run) {
    const { reason } = log.undelivered[0] ?? {};
    return { returned, deadLettered: deadLetters.length, reason, calls: calls.length };
}

const all = ["m0", "m1"];
const rounds = 3;

describe("a per-event error code", () => {
    for (const errorCode of ["Throttling", "InternalFailure", "AccountNotSubscribed"]) {
        it(`${errorCode} is tried again, then goes back to the queue`, async () => {
            const run = await invokeBatch(bodies(2), { put: (events) => answer(events, { e1: errorCode }) });
            expect(run.calls).to.deep.equal([["e0", "e1"], ["e1"], ["e1"]]);
            expect(endsOf(run)).to.deep.equal({
                returned: ["m1"],
                deadLettered: 0,
                reason: errorCode,
                calls: rounds,
            });
        });
    }

    const final =
        "FieldTooLong FieldNotFound InvalidChecksum InvalidData InvalidRecipient InvalidEventSource SomethingNew";
    for (const errorCode of final.split(" ")) {
        it(`${errorCode} dead-letters the event`, async () => {
            const run = await invokeBatch(bodies(2), { put: (events) => answer(events, { e1: errorCode }) });
            const reason = "rejected by CloudTrail Lake";
            expect(endsOf(run)).to.deep.equal({ returned: [], deadLettered: 1, reason, calls: 1 });
            expect(run.deadLetters[0].MessageBody).to.equal(bodies(2)[1]);
            expect(run.deadLetters[0].MessageAttributes).to.deep.equal({
                reason: { DataType: "String", StringValue: reason },
                errorCode: { DataType: "String", StringValue: errorCode },
                errorMessage: { DataType: "String", StringValue: "of e1" },
            });
        });
    }

    it("that passes by itself is accepted in the next round", async () => {
        const put = (events: Put[], number: number) =>
            answer(events, number === 1 ? { e0: "Throttling" } : {});
        const run = await invokeBatch(bodies(2), { put });
        expect(run.calls).to.deep.equal([["e0", "e1"], ["e0"]]);
        expect(endsOf(run))
            .to.include({ deadLettered: 0, reason: undefined })
            .and.deep.include({ returned: [] });
    });
});

const passing: [name: string, status?: number][] = [
    ["ChannelNotFound", 400],
    ["ChannelInsufficientPermission", 400],
    ["SomeChannelTrouble", 400],
    ["InvalidChannelARN", 400],
    ["UnsupportedOperation", 400],
    ["AccountNotSubscribed", 400],
    ["AccessDenied", 400],
    ["AccessDenied", 403],
    ["NotAuthorized", 400],
    ["OptInRequired", 400],
    ["UnrecognizedClient", 400],
    ["InvalidClientTokenId", 400],
    ["SomethingNew", 401],
    ["SomethingNew", 403],
    ["SomethingNew", 404],
    ["SomethingNew", 408],
    ["SomethingNew", 429],
    ["MissingAuthenticationToken", 400],
    ["ExpiredToken", 400],
    ["InvalidCredentials", 400],
    ["RequestExpired", 400],
    ["RequestTimeTooSkewed", 400],
    ["IncompleteSignature", 400],
    ["InvalidSignature", 403],
    ["Throttling", 400],
    ["TooManyRequests", 400],
    ["RequestLimitExceeded", 400],
    ["SlowDown", 400],
    ["ServiceUnavailable", 503],
    ["ServiceUnavailable", 400],
    ["KMSInvalidState", 400],
    ["InternalFailure", 500],
    ["InternalFailure", 400],
    ["BadGateway", 502],
    ["UnknownOperation", 400],
    ["RequestTimeout", 400],
    ["ECONNRESET"],
    ["Timeout"],
    ["SyntaxError", 200],
    ["MovedPermanently", 301],
];

const faults: [name: string, status: number][] = [
    ["ChannelUnsupportedSchema", 400],
    ["DuplicatedAuditEventId", 400],
    ["Validation", 400],
    ["Serialization", 400],
    ["InvalidParameter", 400],
    ["RequestEntityTooLarge", 413],
    ["SomethingNew", 422],
    ["SomethingNew", 499],
];

for (const suffix of ["", "Exception"]) {
    describe(`a call that is refused with …${suffix || " no suffix"}`, () => {
        for (const [start, status] of passing) {
            const name = start + suffix;
            it(`${name} ${status ?? "and no status"} is not about the payload`, async () => {
                const run = await invokeBatch(bodies(2), {
                    put: () => Promise.reject(refusal(name, status)),
                });
                expect(endsOf(run)).to.deep.equal({
                    returned: all,
                    deadLettered: 0,
                    reason: name,
                    // In the last round each event has a call of its own, unless the service wants fewer calls.
                    calls:
                        status === 429 || /Throttling|TooMany|LimitExceeded|SlowDown/.test(name)
                            ? rounds
                            : rounds + 1,
                });
            });
        }

        for (const [start, status] of faults) {
            const name = start + suffix;
            it(`${name} ${status} dead-letters the event that is refused alone`, async () => {
                const put = (events: Put[]) => {
                    if (events.some(({ id }) => id === "e1"))
                        throw refusal(name, status, "for what it holds");
                    return answer(events);
                };
                const run = await invokeBatch(bodies(2), { put });
                expect(run.calls).to.deep.equal([["e0", "e1"], ["e0"], ["e1"]]);
                expect(endsOf(run)).to.deep.include({ returned: [], deadLettered: 1 });
                expect(run.deadLetters[0].MessageAttributes).to.deep.equal({
                    reason: { DataType: "String", StringValue: "refused in a call of its own" },
                    errorCode: { DataType: "String", StringValue: name },
                    errorMessage: { DataType: "String", StringValue: "for what it holds" },
                });
            });
        }
    });
}

const thrown: [what: string, error: unknown][] = [
    ["nothing", undefined],
    ["null", null],
    ["text", "text"],
    ["an object", {}],
    ["an error without a name", Object.assign(new Error(""), { name: "" })],
];
for (const [what, error] of thrown) {
    it(`a call that throws ${what} is not about the payload`, async () => {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is the case here
        const run = await invokeBatch(bodies(2), { put: () => Promise.reject(error) });
        expect(endsOf(run)).to.deep.equal({
            returned: all,
            deadLettered: 0,
            reason: "unknown",
            calls: rounds + 1,
        });
    });
}
