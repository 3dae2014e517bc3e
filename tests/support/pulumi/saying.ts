import { expect } from "chai";
import { enough, messageOf, recordLake } from "./component";
import type { LooseArgs } from "./component";

/** A test: with these arguments (and those that are enough) the engine prints these faults, all of them, and makes nothing. */
export function itSays(args: LooseArgs, ...faults: string[]): void {
    it(faults.join("; "), async () => {
        const { errors, registrations } = await recordLake({ ...enough, ...args });
        expect(errors).to.deep.equal([messageOf(...faults)]);
        expect(registrations.map(({ name }) => name)).to.deep.equal(["lake"]);
    });
}
