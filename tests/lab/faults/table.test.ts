import { expect } from "chai";
import { mixOf } from "../../../lab/faults/mixed";
import { faultCases } from "../../../lab/faults/table";

const names = faultCases.map(({ name }) => name);

describe("the table of faults", () => {
    it("names each once", () => expect(new Set(names).size).to.equal(names.length));

    it("has each per-event code, on one, some and all", () => {
        const codes =
            "FieldTooLong FieldNotFound InvalidChecksum InvalidData InvalidRecipient InvalidEventSource AccountNotSubscribed Throttling InternalFailure";
        for (const code of codes.split(" "))
            expect(names).to.include.members(["one", "some", "all"].map((share) => `event-${code}-${share}`));
    });

    it("has each error of a whole call", () => {
        const calls =
            "ChannelInsufficientPermission ChannelNotFound InvalidChannelARN ChannelUnsupportedSchema DuplicatedAuditEventId UnsupportedOperationException";
        for (const call of calls.split(" "))
            expect(
                names.filter((name) => /^(call|poison)-/.test(name) && name.endsWith(call)),
            ).to.have.length(1);
        for (const status of [500, 502, 503])
            expect(
                names.filter((name) => name.startsWith("call-") && name.includes(`-${status}`)),
            ).to.have.length(2);
    });

    it("has one event, and five, that break whatever call they are in, and an outage of three hours", () => {
        const harms = ["500", "timeout", "403", "kill"];
        for (const name of harms.flatMap((harm) => [`poison-${harm}-1`, `poison-${harm}-5`]))
            expect(faultCases.find((fault) => fault.name === name)?.ends.buffered, name).to.equal("sqs");
        const outage = faultCases.find(({ name }) => name === "outage-of-three-hours");
        expect(outage?.recoversWithin).to.be.below(3 * 365);
    });

    it("happens in both modes, unless it is about the queue or a batch", () => {
        const buffered = faultCases
            .filter(({ ends }) => ends.buffered !== undefined && ends.direct === undefined)
            .map(({ name }) => name);
        expect(buffered.filter((name) => !/^(sqs|redelivered)-/.test(name))).to.deep.equal([
            "outage-beyond-receive-count",
            "deadline-with-half-the-batch-sent",
        ]);
    });

    it("has what goes wrong on the way to S3", () => {
        const toS3 = faultCases.filter(({ ends }) => ends.s3 !== undefined).map(({ name }) => name);
        for (const what of "reset-after-write same-batch-twice ConditionalRequestConflict-409 SlowDown-503 access-denied kms-key-disabled bucket-gone clock-skew".split(
            " ",
        ))
            expect(toS3).to.include(`s3-${what}`);
        expect(toS3).to.include.members([
            "connection-refused",
            "killed-after-the-call",
            "sqs-delete-refused",
            "clocks",
        ]);
    });

    it("is mixed the same way by the same seed", () => {
        expect(mixOf(faultCases, 5).what).to.equal(mixOf(faultCases, 5).what);
        expect(mixOf(faultCases, 5).what).not.to.equal(mixOf(faultCases, 6).what);
    });
});
