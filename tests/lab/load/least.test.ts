import { expect } from "chai";
import { leastCalls } from "../../../lab/load/least";

describe("the least possible calls", () => {
    const table: [events: number, bytes: number, byCount: number, byBytes: number, calls: number][] = [
        [0, 0, 0, 0, 0],
        [1, 2900, 1, 1, 1],
        [100, 1_000_000, 1, 1, 1],
        [101, 290_000, 2, 1, 2],
        [100, 1_000_001, 1, 2, 2],
        [20_000, 38_000_000, 200, 38, 200],
    ];
    for (const [events, bytes, byCount, byBytes, calls] of table) {
        it(`for ${events} events of ${bytes} bytes are ${calls}`, () => {
            expect(leastCalls(events, bytes)).to.deep.equal({ byCount, byBytes, calls });
        });
    }
});
