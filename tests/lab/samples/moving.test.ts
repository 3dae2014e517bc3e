import { expect } from "chai";
import { isIP } from "node:net";
import { moveAddress, moveTimestamp } from "../../../lab/samples/moving";

describe("moveTimestamp", () => {
    const hour = 3600;
    const moved: [string, string][] = [
        ["2026-05-12 23:30:00 UTC", "2026-05-13 00:30:00 UTC"],
        ["2026-05-12 15:14:30+0530", "2026-05-12 16:14:30+0530"],
        ["2026-05-12T18:45:30+09:00", "2026-05-12T19:45:30+09:00"],
        ["2026-05-12 05:48:30.5 -0400", "2026-05-12 06:48:30.5 -0400"],
        ["2026-05-12T09:46:30.276Z", "2026-05-12T10:46:30.276Z"],
        ["2028-02-28T23:00:00Z", "2028-02-29T00:00:00Z"],
    ];
    for (const [before, after] of moved) {
        it(`writes ${after} an hour after ${before}`, () => {
            expect(moveTimestamp(before, hour)).to.equal(after);
        });
    }

    for (const wrong of [
        "2026-02-31 10:00:00 UTC",
        "2026-02-03 25:61:00 UTC",
        "Tuesday morning",
        "",
        "2026-05-12",
    ]) {
        it(`leaves "${wrong}" alone`, () => {
            expect(moveTimestamp(wrong, hour)).to.equal(wrong);
        });
    }
});

describe("moveAddress", () => {
    it("stays in the network", () => {
        expect(moveAddress("203.0.113.7", 10)).to.equal("203.0.113.18");
        expect(moveAddress("2001:db8:42:7::1f", 10)).to.equal("2001:db8:42:7::29");
    });

    it("gives a valid address whatever the distance", () => {
        for (const address of [
            "192.0.2.0",
            "192.0.2.255",
            "2001:db8::ffff",
            "2001:db8::",
            "::ffff:192.0.2.9",
        ]) {
            for (let by = 0; by < 254; by++) {
                expect(isIP(moveAddress(address, by)), `${address} + ${by}`).to.equal(isIP(address));
            }
        }
    });

    for (const none of ["", "unknown", "203.0.113.999", "203.0.113.140, 198.51.100.9"]) {
        it(`leaves "${none}" alone`, () => {
            expect(moveAddress(none, 5)).to.equal(none);
        });
    }
});
