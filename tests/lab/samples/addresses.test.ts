import { expect } from "chai";
import { isIP } from "node:net";
import { moveAddress } from "../../../lab/samples/addresses";

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
