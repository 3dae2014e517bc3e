import { expect } from "chai";
import { forwardingProperties } from "./forwarding";
import { createDistribution } from "./distribution";
import { checkShortly, type Property } from "./property";
import { shippedForwarder } from "./shipped";

describe("the whole forwarder, property by property", () => {
    const runs = [80, 120, 40, 60];
    const distribution = createDistribution();
    let properties: Property[];
    before(async () => {
        properties = forwardingProperties(await shippedForwarder());
    });

    const names = forwardingProperties(() => expect.fail("is only named here")).map(({ name }) => name);
    names.forEach((name, index) => {
        it(name, () => checkShortly(properties[index], runs[index], distribution));
    });

    it("brings events to each end that there is", () => {
        for (const fate of ["accepted", "returned", "dead-lettered"]) {
            const row = distribution.fates().find(({ what }) => what === fate);
            expect(row?.share, fate).to.be.above(0.05);
        }
    });
});
