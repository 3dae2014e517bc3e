import { expect } from "chai";
import { payload, worstBatches } from "../../../lab/load/batches";
import { limits } from "../../../handler/limits";

describe("the worst batches", () => {
    for (const { name, events, event } of worstBatches()) {
        it(`${name}: are let through, and leave little room`, () => {
            const { Records } = event as { Records: { body: string }[] };
            const sizes = Records.map(({ body }) => Buffer.byteLength(body));
            const bytes = Buffer.byteLength(JSON.stringify(event));
            expect(Records).to.have.length(events);
            expect(events).to.be.at.most(100);
            expect(Math.max(...sizes)).to.be.at.most(limits.messageBytes);
            expect(bytes).to.be.within(payload * 0.75, payload);
        });
    }
});
