import { expect } from "chai";
import { mixOf } from "../../../lab/faults/mixed";
import { faultCases, faultNamed } from "../../../lab/faults/table";

const names = faultCases.map(({ name }) => name);

const words = (text: string) => text.split(" ");
const codes = words(
    "FieldTooLong FieldNotFound InvalidChecksum InvalidData InvalidRecipient InvalidEventSource AccountNotSubscribed Throttling InternalFailure",
);
const culprits = words("500 timeout 403 kill").flatMap((harm) => [`poison-${harm}-1`, `poison-${harm}-5`]);

/** What there is to go wrong, in AWS's words: codes of events, errors of calls, answers of S3. */
const expected = [
    ...codes.flatMap((code) => [`event-${code}-one`, `event-${code}-some`, `event-${code}-all`]),
    ...words(
        "call-ChannelInsufficientPermission call-ChannelNotFound call-InvalidChannelARN call-UnsupportedOperationException",
    ),
    ...words("InternalFailure-500 BadGateway-502 ServiceUnavailable-503").flatMap((answer) => [
        `call-${answer}`,
        `call-${answer}-retry-after`,
    ]),
    ...words("poison-ChannelUnsupportedSchema poison-DuplicatedAuditEventId"),
    ...words("s3-reset-after-write s3-same-batch-twice s3-ConditionalRequestConflict-409 s3-SlowDown-503"),
    ...words("s3-access-denied s3-kms-key-disabled s3-bucket-gone s3-clock-skew"),
    ...culprits,
    "outage-of-three-hours",
];

describe("the table of faults", () => {
    it("names each once", () => expect(new Set(names).size).to.equal(names.length));

    it("has what AWS documents, and what was found", () => expect(names).to.include.members(expected));

    it("gives up on culprits alone, and drains an outage within a visibility timeout more", () => {
        for (const name of culprits) expect(faultNamed(name).ends.buffered, name).to.equal("sqs");
        expect(faultNamed("outage-of-three-hours").recoversWithin).to.be.below(3 * 365);
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

    it("happens on the way to S3, too, if it can", () => {
        for (const name of words("connection-refused killed-after-the-call sqs-delete-refused clocks"))
            expect(faultNamed(name).ends, name).to.have.property("s3");
    });

    it("is mixed the same way by the same seed", () => {
        expect(mixOf(faultCases, 5).what).to.equal(mixOf(faultCases, 5).what);
        expect(mixOf(faultCases, 5).what).not.to.equal(mixOf(faultCases, 6).what);
    });
});
